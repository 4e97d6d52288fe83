using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Demo;

/// <summary>The composed scene in which a child is looked for: what its maker says of the camera, and who is where in it.</summary>
internal sealed class DemoScene
{
    /// <summary>What is less of a figure is cut by the picture's edge, or hidden.</summary>
    private const float Whole = 0.97f;

    private DemoScene(JsonNode truth)
    {
        (Zone, Calibration) = (truth["zone"]!, truth["calibration"]!);
        var wanted = truth["wanted"]!;
        (Wanted, Top, Age) = (wanted["figure"]!.GetValue<string>(), wanted["top"]!.GetValue<string>(), wanted["age"]!.GetValue<string>());
        Figures = [.. truth["figures"]!.AsArray().Select(figure => (figure!["id"]!.GetValue<string>(), figure["description"]!.GetValue<string>()))];
        Views = [.. truth["frames"]!.AsArray().SelectMany(ViewsOf)];
        FirstClear = Views.First(view => view.Figure == Wanted && view.IsClear).Seconds;
    }

    public JsonNode Zone { get; }

    public JsonNode Calibration { get; }

    /// <summary>The figure that is looked for.</summary>
    public string Wanted { get; }

    public string Top { get; }

    public string Age { get; }

    public IReadOnlyList<(string Id, string Description)> Figures { get; }

    /// <summary>Of each frame and each figure in it.</summary>
    public IReadOnlyList<View> Views { get; }

    /// <summary>The seconds at which <see cref="Wanted"/> is whole for the first time.</summary>
    public double FirstClear { get; }

    public static string VideoOf(string directory) => Path.Combine(directory, "lost.mp4");

    /// <exception cref="DemoException">It cannot be read.</exception>
    public static DemoScene Read(string directory)
    {
        var path = Path.Combine(directory, "lost.json");
        try
        {
            return new DemoScene(JsonNode.Parse(File.ReadAllText(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new DemoException($"{path} cannot be read: {e.Message}", "run scripts/setup.sh, or give --video or --rtsp");
        }
    }

    private static IEnumerable<View> ViewsOf(JsonNode? frame) => frame!["figures"]!.AsArray().Select(figure =>
    {
        float[] box = [.. figure!["box"]!.AsArray().Select(number => number!.GetValue<float>())];
        return new View(
            figure["id"]!.GetValue<string>(),
            frame["seconds"]!.GetValue<double>(),
            new BoundingBox(box[0], box[1], box[2], box[3]),
            figure["visible"]!.GetValue<float>() >= Whole);
    });

    /// <summary>One figure in one frame.</summary>
    internal sealed record View(string Figure, double Seconds, BoundingBox Box, bool IsClear);
}
