using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection.Poses;

/// <summary>A measurement, not a test: what a pose costs, stage by stage, and what the model takes in memory.</summary>
public sealed class PoseCost(ITestOutputHelper output)
{
    private const int Rounds = 60;

    [Fact(Explicit = true)]
    public void Of_a_near_and_of_a_distant_person()
    {
        var before = Environment.WorkingSet;
        using var model = PoseModel.Load(Checkout.PoseModel);
        using var estimator = new PoseEstimator(model);
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 1920, 1272);
        var distant = new BoundingBox(0.34f, 0.3f, 0.01f, 0.06f);
        estimator.Estimate(frame, Photographed.Person);
        output.WriteLine($"memory: {(Environment.WorkingSet - before) / 1e6:0.0} MB");

        var crop = new PersonCrop(model.Manifest.Input);
        var decoder = ModelFamily.CreatePoseDecoder(model.Manifest);
        var input = new float[3 * model.Manifest.Input.Width * model.Manifest.Input.Height];
        float[][] heads = [.. decoder.Outputs.Select(o => new float[o.Length])];
        foreach (var (name, box) in new[] { ("near", Photographed.Person), ("distant", distant) })
        {
            var square = PixelSquare.Around(box, frame.Width, frame.Height, 1.25f);
            Time($"{name}, {box.Height * frame.Height:0} px: whole", () => estimator.Estimate(frame, box));
            Time($"{name}: sampling", () => crop.Sample(frame, square));
            Time($"{name}: writing", () => crop.Write(0, input));
        }

        Time("writing turned", () => crop.Write(1, input));
        Time("finding the points", () => decoder.TryDecode(heads, out _));
    }

    private void Time(string name, Action action)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = TimeProvider.System.GetTimestamp();
            action();
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"{name}: median {times[Rounds / 2]:0.00} ms, least {times[0]:0.00} ms");
    }
}
