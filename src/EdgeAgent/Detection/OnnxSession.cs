using EdgeAgent.Domain;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EdgeAgent.Detection;

/// <summary>Opens the model of a package, and compares it with what its manifest says.</summary>
internal static class OnnxSession
{
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
        int[] wanted = [1, 3, input.Height, input.Width];
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(input.Name, out var actual)
            || actual.ElementDataType != TensorElementType.Float || !actual.Dimensions.SequenceEqual(wanted))
        {
            var found = string.Join(", ", session.InputMetadata.Select(i => $"{i.Key} {string.Join('x', i.Value.Dimensions)} {i.Value.ElementDataType}"));
            throw Different(package, $"the manifest's input is {input.Name} {string.Join('x', wanted)} {TensorElementType.Float}, the model's is {found}");
        }

        foreach (var (name, cells, channels) in outputs)
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
