using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>What is wrong with cameras that are well-formed each by itself.</summary>
internal static class CameraCheck
{
    public static IEnumerable<Problem> Check(AgentOptions options) =>
        CheckUnique(options).Concat(options.Cameras.Index().SelectMany(camera =>
        {
            var path = SettingPath.Item("cameras", camera.Index);
            return CheckUrl(camera.Item.Url, $"{path}.url")
                .Concat(camera.Item.DetectionUrl is { } detection ? CheckUrl(detection, $"{path}.detectionUrl") : [])
                .Concat(RuleEngine.Check(new RuleSet(camera.Item.Rules, camera.Item.Zones, camera.Item.Lines, path), labels: null));
        }));

    private static IEnumerable<Problem> CheckUnique(AgentOptions options)
    {
        var seen = new Dictionary<string, int>();
        foreach (var (index, camera) in options.Cameras.Index())
        {
            if (!seen.TryAdd(camera.Id, index))
            {
                yield return new Problem(
                    "config/camera-duplicate",
                    $"\"{camera.Id}\" is already the id of {SettingPath.Item("cameras", seen[camera.Id])}",
                    "give each camera an id of its own",
                    $"{SettingPath.Item("cameras", index)}.id");
            }
        }
    }

    private static IEnumerable<Problem> CheckUrl(string url, string path)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            yield return new Problem("config/pattern", $"\"{Redaction.Redact(url)}\" is no address", "give an address like rtsp://192.0.2.10/stream1", path);
        }
        else if (Redaction.MayHaveUser(url))
        {
            yield return new Problem(
                "config/secret-in-url",
                $"\"{Redaction.Redact(url)}\" has an @ in it, before which a password may stand",
                "write user:password into a file that only the agent reads, and name it in credentialsFile; an @ elsewhere is written %40",
                path);
        }
    }
}
