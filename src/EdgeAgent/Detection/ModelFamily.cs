using System.Diagnostics;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>The output decoders that this agent has, by the name that manifests use.</summary>
internal static class ModelFamily
{
    private static readonly string[] Known = [NanoDetOutputs.Family, YoloxOutputs.Family];

    public static IOutputDecoder CreateDecoder(ModelManifest manifest) => manifest.Outputs switch
    {
        NanoDetOutputs outputs => new NanoDetDecoder(manifest, outputs),
        YoloxOutputs outputs => new YoloxDecoder(manifest, outputs),
        _ => throw new UnreachableException(),
    };

    /// <exception cref="ModelException">No decoder has that name.</exception>
    public static void ThrowIfUnknown(string family, string path)
    {
        if (!Known.Contains(family, StringComparer.Ordinal))
        {
            throw new ModelException(new Problem(
                "model/unknown-family",
                $"the model's family is '{family}', this agent knows {string.Join(", ", Known)}",
                "install a model of a known family, or a newer agent",
                path));
        }
    }
}
