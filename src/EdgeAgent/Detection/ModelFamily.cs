using System.Diagnostics;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>The families of models that this agent can read, by the name that manifests use, and what each is for.</summary>
internal static class ModelFamily
{
    private static readonly string[] Detectors = [NanoDetOutputs.Family, YoloxOutputs.Family];
    private static readonly string[] Poses = [MoveNetOutputs.Family];
    private static readonly string[] Known = [.. Detectors, .. Poses];

    public static IOutputDecoder CreateDecoder(ModelManifest manifest) => manifest.Outputs switch
    {
        NanoDetOutputs outputs => new NanoDetDecoder(manifest, outputs),
        YoloxOutputs outputs => new YoloxDecoder(manifest, outputs),
        _ => throw new UnreachableException(),
    };

    public static MoveNetDecoder CreatePoseDecoder(ModelManifest manifest) => manifest.Outputs switch
    {
        MoveNetOutputs outputs => new MoveNetDecoder(manifest, outputs),
        _ => throw new UnreachableException(),
    };

    /// <exception cref="ModelException">It is for something else.</exception>
    public static void ThrowIfNoDetector(ModelPackage package) =>
        ThrowIfOther(package, Detectors, "model/no-detector", "finds no objects", "name the folder of a detector in model.directory or --model; scripts/setup.sh makes one in .artifacts/model");

    /// <exception cref="ModelException">It is for something else.</exception>
    public static void ThrowIfNoPoseModel(ModelPackage package) =>
        ThrowIfOther(package, Poses, "model/no-pose-model", "finds no points of a body", "name the folder of a pose model; scripts/setup.sh makes one in .artifacts/model-pose");

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

    private static void ThrowIfOther(ModelPackage package, string[] wanted, string code, string lack, string remedy)
    {
        var manifest = package.Manifest;
        if (!wanted.Contains(manifest.Family, StringComparer.Ordinal))
        {
            throw new ModelException(new Problem(
                code, $"{manifest} is of the family '{manifest.Family}', which {lack}; {string.Join(" or ", wanted)} would be right", remedy, package.ModelPath));
        }
    }
}
