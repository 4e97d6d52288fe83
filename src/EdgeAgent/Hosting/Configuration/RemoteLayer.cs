using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>The part of the configuration that the center may set: zones, lines, rules with their schedules, thresholds, the time zone, and how the broker is reached.</summary>
internal static class RemoteLayer
{
    /// <summary>
    /// Not among them: files (a password file of the center's choice would send any file of the pole to a broker of its choice),
    /// the addresses of cameras, who the pole is, and its mode.
    /// </summary>
    private static readonly string[] Allowed =
    [
        "broker.host", "broker.port", "broker.topicRoot", "broker.keepAliveSeconds", "broker.clipKilobitsPerSecond", "broker.username",
        "broker.alternatives",
        "model.scoreThreshold",
        "site.timeZone",
        "cameras[].id", "cameras[].zones", "cameras[].lines", "cameras[].rules",
    ];

    /// <summary>The local settings with the remote ones over them; a camera is found by its id, its zones, lines and rules are replaced whole.</summary>
    public static Setting Apply(Setting local, Setting remote, List<Problem> problems)
    {
        CheckAllowed(remote, "", "", problems);
        if (problems.Count > 0)
        {
            return local;
        }

        var merged = local.Under(remote);
        return remote["cameras"] is { } cameras
            ? merged.With("cameras", ApplyCameras(local["cameras"]!, cameras, problems))
            : merged;
    }

    private static Setting ApplyCameras(Setting local, Setting remote, List<Problem> problems)
    {
        var cameras = local.Items.ToList();
        foreach (var (index, camera) in remote.Items.Index())
        {
            var position = cameras.FindIndex(candidate => camera["id"] is { } id && candidate["id"]!.Text == id.Text);
            if (position >= 0)
            {
                cameras[position] = cameras[position].Under(camera);
            }
            else
            {
                problems.Add(new Problem(
                    "config/camera-unknown",
                    $"{camera["id"]?.Quoted ?? "a camera without id"} in {Path.GetFileName(camera.Source)} line {camera.Line} is no camera of this pole",
                    $"give the id of one of them: {string.Join(", ", cameras.Select(candidate => candidate["id"]!.Text))}",
                    SettingPath.Item("cameras", index)));
            }
        }

        return local with { Items = cameras };
    }

    /// <param name="setting">A node of the remote file.</param>
    /// <param name="path">Its path for people.</param>
    /// <param name="shape">Its path without indexes.</param>
    /// <param name="problems">Takes what is not allowed.</param>
    private static void CheckAllowed(Setting setting, string path, string shape, List<Problem> problems)
    {
        if (Allowed.Contains(shape))
        {
            return;
        }

        if (setting.Kind == JsonValueKind.Object && LeadsTo(shape.Length == 0 ? "" : $"{shape}."))
        {
            foreach (var (name, value) in setting.Members)
            {
                CheckAllowed(value, SettingPath.Member(path, name), SettingPath.Member(shape, name), problems);
            }
        }
        else if (setting.Kind == JsonValueKind.Array && LeadsTo($"{shape}[]"))
        {
            foreach (var (index, item) in setting.Items.Index())
            {
                CheckAllowed(item, SettingPath.Item(path, index), $"{shape}[]", problems);
            }
        }
        else
        {
            problems.Add(new Problem(
                "config/not-remote",
                $"cannot be set by the center, in {Path.GetFileName(setting.Source)} line {setting.Line}",
                "set it in agent.json at the pole",
                path));
        }
    }

    private static bool LeadsTo(string prefix) => Allowed.Any(allowed => allowed.StartsWith(prefix, StringComparison.Ordinal));
}
