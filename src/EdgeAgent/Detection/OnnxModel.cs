using EdgeAgent.Domain;
using Microsoft.ML.OnnxRuntime;

namespace EdgeAgent.Detection;

/// <summary>One ONNX Runtime session, shared by every camera; each camera brings its own buffers (<see cref="Detector"/>).</summary>
internal sealed class OnnxModel : IDisposable
{
    private OnnxModel(ModelManifest manifest, InferenceSession session)
    {
        Manifest = manifest;
        Session = session;
    }

    public ModelManifest Manifest { get; }

    internal InferenceSession Session { get; }

    /// <exception cref="ModelException">The package is not there, damaged, no detector, or not what its manifest says.</exception>
    public static OnnxModel Load(ModelOptions options)
    {
        var package = ModelPackage.Read(options.Directory);
        ModelFamily.ThrowIfNoDetector(package);
        var outputs = ModelFamily.CreateDecoder(package.Manifest).Outputs;
        return new OnnxModel(options.Over(package.Manifest), OnnxSession.Open(package, options.Threads, outputs));
    }

    public void Dispose() => Session.Dispose();
}
