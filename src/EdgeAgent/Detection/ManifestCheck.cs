using System.Collections.Immutable;
using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>What a manifest must say before anything is built from it. Its numbers become sizes of buffers, its names paths.</summary>
internal static class ManifestCheck
{
    private const int MaximumSide = 2048;
    private const int MinimumStride = 4;
    private const int MaximumStrides = 6;
    private const int MaximumBins = 64;
    private const int MaximumLabels = 1000;

    private static readonly string[] BodyPoints = [.. Enum.GetNames<BodyPoint>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>What is wrong with it, or null.</summary>
    public static string? FindProblem(ModelManifest manifest) =>
        FileName(manifest) ?? Input(manifest.Input) ?? Outputs(manifest.Outputs)
            ?? (manifest.Outputs is MoveNetOutputs ? Pose(manifest) : Thresholds(manifest.Thresholds) ?? Labels(manifest.Labels));

    private static string? FileName(ModelManifest manifest) =>
        manifest.File != Path.GetFileName(manifest.File) || manifest.File is "" or "." or ".." || manifest.File.Contains('\0', StringComparison.Ordinal)
            ? $"file is '{manifest.File}', but must be a name beside the manifest"
            : manifest.Sha256.Length != 64 || !manifest.Sha256.All(char.IsAsciiHexDigit)
                ? $"sha256 is '{manifest.Sha256}', but must be 64 hexadecimal digits"
                : null;

    private static string? Input(ModelInput input) =>
        input.Width is < 1 or > MaximumSide || input.Height is < 1 or > MaximumSide
            ? $"input is {input.Width}x{input.Height}, but must be 1 to {MaximumSide} pixels a side"
            : NotThree("input.mean", input.Mean) ?? NotThree("input.std", input.Std) ?? NotThree("input.letterbox.fill", input.Letterbox.Fill)
                ?? (input.Std.Any(s => s <= 0) ? "input.std must be greater than 0" : null);

    private static string? NotThree(string name, ImmutableArray<float> values) =>
        values.IsDefault || values.Length != 3 || values.Any(v => !float.IsFinite(v)) ? $"{name} must be three numbers" : null;

    private static string? Outputs(ModelOutputs outputs) =>
        outputs.Strides.IsDefaultOrEmpty || outputs.Strides.Length > MaximumStrides || outputs.Strides.Any(s => s is < MinimumStride or > MaximumSide)
            ? $"outputs.strides must be 1 to {MaximumStrides} numbers from {MinimumStride} to {MaximumSide}"
            : outputs switch
            {
                NanoDetOutputs nanoDet => NanoDet(nanoDet),
                YoloxOutputs { Predictions: "" } => "outputs.predictions must name a tensor",
                MoveNetOutputs moveNet => MoveNet(moveNet),
                _ => null,
            };

    private static string? NanoDet(NanoDetOutputs outputs) =>
        !AreNames(outputs.Scores, outputs.Strides.Length) || !AreNames(outputs.Boxes, outputs.Strides.Length)
            ? "outputs.scores and outputs.boxes must name one tensor per stride"
            : outputs.BinsPerSide is < 2 or > MaximumBins
                ? $"outputs.binsPerSide is {outputs.BinsPerSide}, but must be 2 to {MaximumBins}"
                : outputs.CellCenter is not (>= 0 and <= 1)
                    ? $"outputs.cellCenter is {outputs.CellCenter}, but must be 0 to 1"
                    : null;

    private static string? MoveNet(MoveNetOutputs outputs) =>
        new[] { outputs.Heatmaps, outputs.Centers, outputs.Regressions, outputs.Offsets }.Any(string.IsNullOrEmpty)
            ? "outputs.heatmaps, centers, regressions and offsets must name a tensor each"
            : outputs.Strides.Length != 1 ? "outputs.strides must be one number: the points are found on one grid" : null;

    /// <summary>What is in it for people's poses only.</summary>
    private static string? Pose(ModelManifest manifest) =>
        manifest.Thresholds.Score is not (> 0 and < 1)
            ? $"thresholds.score is {manifest.Thresholds.Score}, but must be between 0 and 1"
            : manifest.Labels.IsDefault || !manifest.Labels.SequenceEqual(BodyPoints)
                ? $"labels must be {string.Join(", ", BodyPoints)}"
                : manifest.Input.Width != manifest.Input.Height
                    ? $"input is {manifest.Input.Width}x{manifest.Input.Height}, but people are cut out as squares"
                    : manifest.Input.Letterbox.Fill.Distinct().Count() > 1 ? "input.letterbox.fill must be a grey" : null;

    private static bool AreNames(ImmutableArray<string> names, int count) =>
        !names.IsDefault && names.Length == count && !names.Any(string.IsNullOrEmpty);

    private static string? Thresholds(ModelThresholds t) =>
        new[] { t.Score, t.LowScore, t.Iou }.Any(v => v is not (> 0 and < 1)) || t.LowScore > t.Score
            ? $"thresholds {t.Score}, {t.LowScore}, {t.Iou} must be between 0 and 1, lowScore not above score"
            : null;

    private static string? Labels(ImmutableArray<string> labels) =>
        labels.IsDefaultOrEmpty || labels.Length > MaximumLabels || !AreNames(labels, labels.Length) ? $"labels must be 1 to {MaximumLabels} names" : null;
}
