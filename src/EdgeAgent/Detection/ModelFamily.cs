using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>The output decoders that this agent has, by the name that manifests use.</summary>
internal static class ModelFamily
{
    private static readonly Dictionary<string, Func<ModelManifest, IOutputDecoder>> Decoders = new(StringComparer.Ordinal)
    {
        ["nanodet"] = manifest => new NanoDetDecoder(manifest),
    };

    public static IOutputDecoder CreateDecoder(ModelManifest manifest) => Decoders[manifest.Family](manifest);

    /// <summary>Name and number of floats of each output that the decoder of this family reads.</summary>
    public static IReadOnlyList<OutputTensor> OutputLengths(ModelManifest manifest) => CreateDecoder(manifest).Outputs;

    /// <exception cref="ModelException">No decoder has that name.</exception>
    public static void ThrowIfUnknown(ModelManifest manifest, string directory)
    {
        if (!Decoders.ContainsKey(manifest.Family))
        {
            throw new ModelException(new Problem(
                "model/unknown-family",
                $"the model's family is '{manifest.Family}', this agent knows {string.Join(", ", Decoders.Keys)}",
                "install a model of a known family, or a newer agent",
                directory));
        }
    }
}
