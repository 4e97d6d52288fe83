using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>Which detection model is loaded, and how it runs.</summary>
internal sealed record ModelOptions
{
    [Description("Folder with model.onnx and manifest.json.")]
    [MinLength(1)]
    [MaxLength(1024)]
    public string Directory { get; init; } = "/usr/share/edgeagent/models/nanodet-g-416";

    [Description("Threads of one inference. One is the most economical at five detections a second.")]
    [Range(1, 64)]
    public int Threads { get; init; } = 1;

    [Description("From this score on a detection counts as seen; weaker ones only continue a track. Absent: the threshold of the model's manifest.")]
    [Range(0, 1.0)]
    public float? ScoreThreshold { get; init; }

    /// <summary>The manifest with what the configuration sets instead.</summary>
    public ModelManifest Over(ModelManifest manifest) => ScoreThreshold is not { } score
        ? manifest
        : manifest with { Thresholds = manifest.Thresholds with { Score = score, LowScore = Math.Min(score, manifest.Thresholds.LowScore) } };
}
