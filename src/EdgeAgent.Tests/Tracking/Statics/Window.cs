using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>What a detector sees in front of a shop, with the scatter that it has.</summary>
internal static class Window
{
    public static readonly string[] Labels = ["person", "car", "suitcase", "bench"];

    public const int Person = 0;
    public const int Car = 1;
    public const int Suitcase = 2;
    public const int Bench = 3;

    public static StaticSieve Sieve(StaticsOptions? options = null) => new(options ?? new StaticsOptions(), Labels, 16 / 9.0);

    /// <summary>A box scattered by shares of its own size, evenly within ± <paramref name="scatter"/>.</summary>
    public static Domain.Detection See(int classId, BoundingBox box, Random random, double scatter, float score = 0.5f)
    {
        float By(float size) => (float)(((random.NextDouble() * 2) - 1) * scatter * size);
        return new Domain.Detection(
            classId, score, new BoundingBox(box.X + By(box.Width), box.Y + By(box.Height), box.Width + By(box.Width), box.Height + By(box.Height)));
    }

    /// <summary>Runs so many frames from a time on; returns the time after the last.</summary>
    public static double Run(StaticSieve sieve, double from, double fps, double seconds, Func<double, IEnumerable<Domain.Detection>> at)
    {
        var detections = new List<Domain.Detection>();
        for (var frame = 0; frame < seconds * fps; frame++)
        {
            var time = from + (frame / fps);
            detections.Clear();
            detections.AddRange(at(time));
            sieve.Sift(MediaTime.FromSeconds(time), detections);
        }

        return from + seconds;
    }
}
