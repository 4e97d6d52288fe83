using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>What a model sees in a photograph: through the agent's own detector, and through the independent script on OpenCV.</summary>
internal static class Sighting
{
    public static List<Labelled> Ours(string modelDirectory, string photograph, int width, int height)
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = modelDirectory });
        using var detector = new Detector(model);
        using var frame = StillFrame.From(Checkout.Photograph(photograph), width, height);
        var detections = new List<Domain.Detection>();
        detector.Detect(frame, detections);
        return [.. detections.Select(d => new Labelled(model.Manifest.Labels[d.ClassId], d.Score, d.Box))];
    }

    public static List<Labelled> Reference(string modelDirectory, string photograph)
    {
        var script = Path.Combine(Checkout.Root, "scripts", "model", "detect.py");
        var lines = Tool.Run("/usr/bin/python3", script, modelDirectory, Checkout.Photograph(photograph));
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];
    }

    private static Labelled Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        float[] box = [.. root.GetProperty("box").EnumerateArray().Select(e => e.GetSingle())];
        return new Labelled(
            root.GetProperty("label").GetString()!, root.GetProperty("score").GetSingle(), new BoundingBox(box[0], box[1], box[2], box[3]));
    }
}
