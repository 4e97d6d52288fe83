using System.Text.Json;
using EdgeAgent.Capture.Discovery;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.CameraDiscover;

/// <summary>The cameras that were found, as they stand in <c>agent.json</c>.</summary>
internal static class ConfigSnippet
{
    /// <summary>Under this the default model would have to enlarge the picture, and lose what is small.</summary>
    private const int NarrowestForDetection = 416;

    private static readonly string[] Watchable = ["h264", "hevc", "mjpeg"];

    public static void Write(TextWriter output, IReadOnlyList<DiscoveredCamera> cameras, string? credentialsFile)
    {
        output.WriteLine("\"cameras\": [");
        var ids = new HashSet<string>();
        var left = cameras.Sum(camera => Sources(camera).Count());
        foreach (var camera in cameras)
        {
            if (!Sources(camera).Any())
            {
                // A comment: an entry without an address would be refused.
                output.WriteLine($"  // {camera.Address} {DiscoverTable.Advice(camera) ?? "has no stream that can be used"}");
            }

            foreach (var profiles in Sources(camera))
            {
                output.WriteLine(Entry(camera, profiles, ids, credentialsFile) + (--left > 0 ? "," : ""));
            }
        }

        output.WriteLine("]");
    }

    // A recorder has several pictures under one address: each is a camera.
    private static IEnumerable<StreamProfile[]> Sources(DiscoveredCamera camera) => camera.Profiles
        .Where(profile => profile.Url is not null && (profile.Codec is null || Watchable.Contains(profile.Codec)))
        .GroupBy(profile => profile.Source)
        .Select(profiles => profiles.OrderByDescending(profile => (long)(profile.Width ?? 0) * (profile.Height ?? 0)).ToArray());

    private static string Entry(DiscoveredCamera camera, StreamProfile[] profiles, HashSet<string> ids, string? credentialsFile)
    {
        var main = profiles[0];
        var small = profiles.LastOrDefault(profile => profile.Width >= NarrowestForDetection && profile.Url != main.Url);
        string?[] members =
        [
            Member("id", Id(camera.Name ?? camera.Model ?? "camera", ids)),
            Member("url", main.Url),
            Member("detectionUrl", small?.Url),
            Member("credentialsFile", credentialsFile),
        ];
        return $"  {{\n    {string.Join(",\n    ", members.OfType<string>())}\n  }}";
    }

    private static string? Member(string name, string? value) =>
        value is null ? null : $"\"{name}\": {JsonSerializer.Serialize(value, ConfigurationJson.Options)}";

    private static string Id(string name, HashSet<string> taken)
    {
        var plain = string.Concat(name.ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) ? letter : '-'));
        var id = string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries));
        id = id.Length == 0 ? "camera" : id[..Math.Min(id.Length, 28)].TrimEnd('-');
        var free = Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? id : $"{id}-{number}")
            .First(candidate => !taken.Contains(candidate));
        taken.Add(free);
        return free;
    }
}
