using Microsoft.ML.OnnxRuntime;

namespace EdgeAgent.Detection;

/// <summary>A model as ONNX Runtime runs it, without manifest, letterbox or decoder: on one thread, as the agent does.</summary>
internal sealed class RawModel : IDisposable
{
    private readonly InferenceSession _session;

    public RawModel(string path)
    {
        OnnxTelemetry.Disable();
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(path, options);
    }

    /// <summary>As a normalised picture could be: even between -2 and 2.</summary>
    public static float[] RandomInput(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 4) - 2)];
    }

    /// <param name="input">As many pictures as it holds are looked at in one run, where the model takes several.</param>
    public Dictionary<string, float[]> Run(float[] input)
    {
        var (name, metadata) = _session.InputMetadata.Single();
        long[] picture = [.. metadata.Dimensions.Skip(1).Select(d => (long)d)];
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [input.Length / picture.Aggregate(1L, (a, b) => a * b), .. picture]);
        using var options = new RunOptions();
        using var outputs = _session.Run(options, [name], [tensor], _session.OutputNames);
        return _session.OutputNames.Zip(outputs).ToDictionary(o => o.First, o => o.Second.GetTensorDataAsSpan<float>().ToArray());
    }

    public void Dispose() => _session.Dispose();
}
