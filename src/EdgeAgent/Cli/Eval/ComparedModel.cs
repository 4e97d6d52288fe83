using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>Which model was compared.</summary>
/// <param name="Score">The threshold from which its detections counted.</param>
internal sealed record ComparedModel(string Name, string Sha256, long SizeBytes, int Width, int Height, float Score)
{
    public static ComparedModel Of(ModelManifest manifest) => new(
        manifest.ToString(), manifest.Sha256, manifest.SizeBytes, manifest.Input.Width, manifest.Input.Height, manifest.Thresholds.Score);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {Sha256[..12]}, {Width}x{Height}, {SizeBytes / 1e6:0.0} MB, detections from score {Score} on");
}
