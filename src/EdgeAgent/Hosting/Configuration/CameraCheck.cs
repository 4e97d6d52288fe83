using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>What is wrong with cameras that are well-formed each by itself.</summary>
internal static class CameraCheck
{
    public static IEnumerable<Problem> Check(AgentOptions options)
    {
        foreach (var problem in Duplicates("camera", options.Cameras.Select(camera => camera.Id), "cameras"))
        {
            yield return problem;
        }

        foreach (var (index, camera) in options.Cameras.Index())
        {
            var path = SettingPath.Item("cameras", index);
            var zones = camera.Zones.Select(zone => zone.Id).ToList();
            var problems = CheckUrl(camera.Url, $"{path}.url")
                .Concat(Duplicates("zone", zones, $"{path}.zones"))
                .Concat(Duplicates("rule", camera.Rules.Select(rule => rule.Id), $"{path}.rules"))
                .Concat(camera.Rules.Index().SelectMany(rule => CheckZone(rule.Item, zones, $"{SettingPath.Item($"{path}.rules", rule.Index)}.zone")));
            foreach (var problem in problems)
            {
                yield return problem;
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

    private static IEnumerable<Problem> CheckZone(RuleOptions rule, List<string> zones, string path)
    {
        if (rule is IntrusionOptions { Zone: var zone } && !zones.Contains(zone))
        {
            var known = zones.Count == 0 ? "draw it under zones" : $"give one of {string.Join(", ", zones)}, or draw it under zones";
            yield return new Problem("config/zone-unknown", $"\"{zone}\" is no zone of this camera", known, path);
        }
    }

    private static IEnumerable<Problem> Duplicates(string kind, IEnumerable<string> ids, string path)
    {
        var seen = new Dictionary<string, int>();
        foreach (var (index, id) in ids.Index())
        {
            if (!seen.TryAdd(id, index))
            {
                yield return new Problem(
                    $"config/{kind}-duplicate",
                    $"\"{id}\" is already the id of {SettingPath.Item(path, seen[id])}",
                    "give each an id of its own",
                    $"{SettingPath.Item(path, index)}.id");
            }
        }
    }
}
