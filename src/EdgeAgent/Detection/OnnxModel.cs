using EdgeAgent.Domain;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

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
        int[] wanted = [1, 3, input.Height, input.Width];
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(input.Name, out var actual)
            || actual.ElementDataType != TensorElementType.Float || !actual.Dimensions.SequenceEqual(wanted))
        {
            var found = string.Join(", ", session.InputMetadata.Select(i => $"{i.Key} {string.Join('x', i.Value.Dimensions)} {i.Value.ElementDataType}"));
            throw Different(package, $"the manifest's input is {input.Name} {string.Join('x', wanted)} {TensorElementType.Float}, the model's is {found}");
        }

        foreach (var (name, cells, channels) in ModelFamily.CreateDecoder(manifest).Outputs)
        {
            if (!session.OutputMetadata.TryGetValue(name, out var output)
                || output.ElementDataType != TensorElementType.Float || !output.Dimensions.SequenceEqual([1, cells, channels]))
            {
                var found = string.Join(", ", session.OutputMetadata.Select(o => $"{o.Key} {string.Join('x', o.Value.Dimensions)}"));
                throw Different(package, $"the manifest's output is {name} 1x{cells}x{channels}, the model's are {found}");
            }
        }
    }

    private static ModelException Different(ModelPackage package, string message) =>
        new(new Problem("model/incompatible", message, "take manifest and model from the same package", package.ModelPath));
}
