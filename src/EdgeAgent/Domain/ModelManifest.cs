using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>What describes a model: one unit with its ONNX file, so that a model is data and not code.</summary>
internal sealed record ModelManifest
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>Which output decoder understands it, such as <c>nanodet</c>.</summary>
    public required string Family { get; init; }

    /// <summary>File name of the ONNX model beside the manifest.</summary>
    public required string File { get; init; }

    /// <summary>Lower-case hexadecimal hash of that file.</summary>
    public required string Sha256 { get; init; }

    public required long SizeBytes { get; init; }

    public string? Licence { get; init; }

    public string? Source { get; init; }

    public required ModelInput Input { get; init; }

    public required ModelOutputs Outputs { get; init; }

    public required ModelThresholds Thresholds { get; init; }

    /// <summary>Label of class 0, 1, …</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>Name and version as they stand in events.</summary>
    public override string ToString() => $"{Name}@{Version}";
}
