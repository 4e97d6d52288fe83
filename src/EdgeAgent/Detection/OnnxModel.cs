using EdgeAgent.Domain;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EdgeAgent.Detection;

/// <summary>One ONNX Runtime session, shared by every camera; each camera brings its own buffers (<see cref="Detector"/>).</summary>
internal sealed class OnnxModel : IDisposable
{
    /// <summary>How ONNX Runtime gives a dimension that is as large as what comes in.</summary>
    private const int AnyNumber = -1;

    private OnnxModel(ModelManifest manifest, InferenceSession session)
    {
        Manifest = manifest;
        Session = session;
    }

    public ModelManifest Manifest { get; }

    /// <summary>Whether one run looks at any number of pictures, or at one.</summary>
    public bool TakesBatches => Session.InputMetadata[Manifest.Input.Name].Dimensions[0] == AnyNumber;

    internal InferenceSession Session { get; }

    /// <exception cref="ModelException">The package is not there, damaged, of an unknown family, or not what its manifest says.</exception>
    public static OnnxModel Load(ModelOptions options)
    {
        var package = ModelPackage.Read(options.Directory);
        OnnxTelemetry.Disable();
        InferenceSession? session = null;
        try
        {
            using var sessionOptions = SessionOptionsFor(options.Threads);
            session = new InferenceSession(package.ModelPath, sessionOptions);
            ThrowIfDifferent(session, package);
            return new OnnxModel(options.Over(package.Manifest), session);
        }
        catch (OnnxRuntimeException e)
        {
            session?.Dispose();
            throw new ModelException(
                new Problem("model/unloadable", e.Message.ReplaceLineEndings(" "), "copy the model package again", package.ModelPath), e);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    public void Dispose() => Session.Dispose();

    private static SessionOptions SessionOptionsFor(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Between five frames a second, threads that spin cost three times the inference itself.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static void ThrowIfDifferent(InferenceSession session, ModelPackage package)
    {
        var manifest = package.Manifest;
        var input = manifest.Input;
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(input.Name, out var actual)
            || !Is(actual, 3, input.Height, input.Width))
        {
            var found = string.Join(", ", session.InputMetadata.Select(i => $"{i.Key} {Shape(i.Value)} {i.Value.ElementDataType}"));
            throw Different(package, $"the manifest's input is {input.Name} 1x3x{input.Height}x{input.Width} {TensorElementType.Float}, the model's is {found}");
        }

        foreach (var (name, cells, channels) in ModelFamily.CreateDecoder(manifest).Outputs)
        {
            if (!session.OutputMetadata.TryGetValue(name, out var output) || !Is(output, cells, channels) || output.Dimensions[0] != actual.Dimensions[0])
            {
                var found = string.Join(", ", session.OutputMetadata.Select(o => $"{o.Key} {Shape(o.Value)}"));
                throw Different(package, $"the manifest's output is {name} 1x{cells}x{channels}, the model's are {found}");
            }
        }
    }

    /// <summary>Floats of that shape, for one picture or for any number.</summary>
    private static bool Is(NodeMetadata tensor, params ReadOnlySpan<int> picture) =>
        tensor.ElementDataType == TensorElementType.Float && tensor.Dimensions is [1 or AnyNumber, ..] && picture.SequenceEqual(tensor.Dimensions.AsSpan(1));

    private static string Shape(NodeMetadata tensor) => string.Join('x', tensor.Dimensions.Select(d => d == AnyNumber ? "?" : $"{d}"));

    private static ModelException Different(ModelPackage package, string message) =>
        new(new Problem("model/incompatible", message, "take manifest and model from the same package", package.ModelPath));
}
