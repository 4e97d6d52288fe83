using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>What is wrong with cameras that are well-formed each by itself.</summary>
internal static class CameraCheck
{
    public static IEnumerable<Problem> Check(AgentOptions options)
    {
        foreach (var problem in Duplicates(options.Cameras.Select(camera => camera.Id), "cameras"))
        {
            yield return problem;
        }

        foreach (var (index, camera) in options.Cameras.Index())
        {
            var path = SettingPath.Item("cameras", index);
            var problems = CheckUrl(camera.Url, $"{path}.url").Concat(RuleEngine.Check(camera.Rules, camera.Zones, labels: null, path));
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> CheckUrl(string url, string path)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            yield return new Problem("config/pattern", $"\"{Redaction.Redact(url)}\" is no address", "give an address like rtsp://192.0.2.10/stream1", path);
        }
        else if (address.UserInfo.Length > 0 || Redaction.HasUserInformation(url))
        {
            yield return new Problem(
                "config/secret-in-url",
                $"\"{Redaction.Redact(url)}\" has user and password in it",
                "write user:password into a file that only the agent reads, and name it in credentialsFile",
                path);
        }
    }

    private static IEnumerable<Problem> Duplicates(IEnumerable<string> ids, string path)
    {
        var seen = new Dictionary<string, int>();
        foreach (var (index, id) in ids.Index())
        {
            if (!seen.TryAdd(id, index))
            {
                yield return new Problem(
                    "config/duplicate",
                    $"\"{id}\" is already the id of {SettingPath.Item(path, seen[id])}",
                    "give each an id of its own",
                    $"{SettingPath.Item(path, index)}.id");
            }
        }
    }
}
