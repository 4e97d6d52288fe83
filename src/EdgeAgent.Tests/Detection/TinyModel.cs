using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>A manifest of an imagined model of 64 × 64 pixels with two labels: small enough to decode by hand.</summary>
internal static class TinyModel
{
    public const int Side = 64;

    public static ModelManifest With(ModelOutputs outputs) => new()
    {
        Name = "tiny",
        Version = "1.0.0",
        Family = "imagined",
        File = "model.onnx",
        Sha256 = new string('0', 64),
        SizeBytes = 0,
        Input = new ModelInput
        {
            Name = "input",
            Width = Side,
            Height = Side,
            ColorOrder = ColorOrder.Bgr,
            Mean = [0, 0, 0],
            Std = [1, 1, 1],
            Letterbox = new LetterboxFit(LetterboxAnchor.TopLeft, [114, 114, 114]),
        },
        Outputs = outputs,
        Thresholds = new ModelThresholds(Score: 0.5f, LowScore: 0.25f, Iou: 0.5f),
        Labels = ["person", "dog"],
    };
}
