using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>A measurement, not a test: the models side by side on one thread, round by round, so that a busy machine is busy for all.</summary>
public sealed class InferenceSpeed(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 60;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact(Explicit = true)]
    public void Plain_folded_and_eight_bits()
    {
        NanoDetConversion.Run(_directory["plain"], "--plain");
        var input = RawModel.RandomInput(seed: 1, 3 * 416 * 416);
        (string Name, RawModel Model, List<double> Times)[] models =
        [
            .. new[] { ("plain", _directory["plain"]), ("folded", Checkout.FloatModel), ("int8", Checkout.Int8Model) }
                .Select(m => (m.Item1, new RawModel(Path.Combine(m.Item2, "model.onnx")), new List<double>())),
        ];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, model, times) in models)
            {
                var started = TimeProvider.System.GetTimestamp();
                model.Run(input);
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        foreach (var (name, model, times) in models)
        {
            times.Sort();
            output.WriteLine($"{name}: median {times[Rounds / 2]:0.0} ms, least {times[0]:0.0} ms");
            model.Dispose();
        }
    }

    [Fact(Explicit = true)]
    public void Several_pictures_in_one_run_and_one_after_the_other()
    {
        foreach (var (name, directory) in new[] { ("float", Checkout.FloatModel), ("int8", Checkout.Int8Model) })
        {
            using var model = new RawModel(Path.Combine(directory, "model.onnx"));
            int[] batches = [1, 2, 3, 5];
            var inputs = batches.Select(b => RawModel.RandomInput(seed: 1, b * 3 * 416 * 416)).ToArray();
            var times = batches.Select(_ => new List<double>()).ToArray();
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < batches.Length; i++)
                {
                    var started = TimeProvider.System.GetTimestamp();
                    model.Run(inputs[i]);
                    times[i].Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds / batches[i]);
                }
            }

            for (var i = 0; i < batches.Length; i++)
            {
                times[i].Sort();
                output.WriteLine($"{name}, {batches[i]} at once: median {times[i][Rounds / 2]:0.0} ms a picture, least {times[i][0]:0.0} ms");
            }
        }
    }
}
