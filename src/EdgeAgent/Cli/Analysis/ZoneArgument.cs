using System.CommandLine.Parsing;
using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline;
using EdgeAgent.Recording;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Cli.Analysis;

/// <summary>A zone as one argument, <c>x,y,x,y,…</c>, and the plan that watches it for persons.</summary>
internal static class ZoneArgument
{
    public static ZoneOptions? Parse(ArgumentResult argument)
    {
        var words = argument.Tokens[0].Value.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Select(word => float.TryParse(word, CultureInfo.InvariantCulture, out var n) ? n : float.NaN).ToArray();
        if (numbers.Length < 6 || numbers.Length % 2 != 0 || numbers.Any(n => n is not (>= 0 and <= 1)))
        {
            argument.AddError($"--zone '{argument.Tokens[0].Value}' must be three or more x,y pairs from 0 to 1, like 0.1,0.5,0.9,0.5,0.9,1,0.1,1");
            return null;
        }

        return Zone("zone", numbers);
    }

    /// <summary>A camera without a configuration, which watches everything that it sees.</summary>
    public static CameraPlan WholePicture() => Watching(
        new CameraPlan
        {
            Id = new CameraId("file"),
            Path = "--zone",
            Capture = new CaptureOptions(),
            DetectionsPerSecond = 5,
            RegionsPerFrame = 2,
            Clips = new ClipOptions(),
            ClipDirectory = Path.GetTempPath(),
        },
        Zone("picture", [0, 0, 1, 0, 1, 1, 0, 1]));

    public static CameraPlan Watching(CameraPlan plan, ZoneOptions zone) => plan with
    {
        Zones = [zone],
        Rules = [new IntrusionOptions { Id = "intrusion", Zone = zone.Id }],
    };

    private static ZoneOptions Zone(string id, float[] numbers) => new()
    {
        Id = id,
        Name = id,
        Polygon = [.. numbers.Chunk(2).Select(pair => new NormalizedPoint(pair[0], pair[1]))],
    };
}
