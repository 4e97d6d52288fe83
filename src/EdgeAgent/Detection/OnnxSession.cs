using EdgeAgent.Domain;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EdgeAgent.Detection;

/// <summary>Opens the model of a package, and compares it with what its manifest says.</summary>
internal static class OnnxSession
{
    /// <summary>What ONNX Runtime says for a dimension that has a name instead of a number.</summary>
    public const int AnyNumber = -1;

    /// <param name="package">The model and its manifest.</param>
    /// <param name="threads">Of one inference.</param>
    /// <param name="outputs">What the decoder reads.</param>
    /// <exception cref="ModelException">It is damaged, or not what its manifest says.</exception>
    public static InferenceSession Open(ModelPackage package, int threads, IReadOnlyList<OutputTensor> outputs)
    {
        OnnxTelemetry.Disable();
        InferenceSession? session = null;
        try
        {
            using var options = OptionsFor(threads);
            session = new InferenceSession(package.ModelPath, options);
            ThrowIfDifferent(session, package, outputs);
            return session;
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

    private static SessionOptions OptionsFor(int threads)
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

    private static void ThrowIfDifferent(InferenceSession session, ModelPackage package, IReadOnlyList<OutputTensor> outputs)
    {
        var input = package.Manifest.Input;
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(input.Name, out var actual)
            || !Is(actual, 3, input.Height, input.Width))
        {
            var found = string.Join(", ", session.InputMetadata.Select(i => $"{i.Key} {Shape(i.Value)} {i.Value.ElementDataType}"));
            throw Different(package, $"the manifest's input is {input.Name} 1x3x{input.Height}x{input.Width} {TensorElementType.Float}, the model's is {found}");
        }

        foreach (var (name, cells, channels) in outputs)
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
