using EdgeAgent.Domain;
using Microsoft.ML.OnnxRuntime;

namespace EdgeAgent.Detection.Poses;

/// <summary>One ONNX Runtime session that finds poses, shared by every camera; each brings its own buffers (<see cref="PoseEstimator"/>).</summary>
internal sealed class PoseModel : IDisposable
{
    private PoseModel(ModelManifest manifest, InferenceSession session)
    {
        Manifest = manifest;
        Session = session;
    }

    public ModelManifest Manifest { get; }

    internal InferenceSession Session { get; }

    /// <param name="directory">With model.onnx and manifest.json.</param>
    /// <param name="threads">Of one inference.</param>
    /// <exception cref="ModelException">The package is not there, damaged, no pose model, or not what its manifest says.</exception>
    public static PoseModel Load(string directory, int threads = 1)
    {
        var package = ModelPackage.Read(directory);
        ModelFamily.ThrowIfNoPoseModel(package);
        var outputs = ModelFamily.CreatePoseDecoder(package.Manifest).Outputs;
        return new PoseModel(package.Manifest, OnnxSession.Open(package, threads, outputs));
    }

    public void Dispose() => Session.Dispose();
}
