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

    /// <summary>Whether one run looks at any number of pictures, or at one.</summary>
    public bool TakesBatches => Session.InputMetadata[Manifest.Input.Name].Dimensions[0] == OnnxSession.AnyNumber;

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
