using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>A drawn street with known truth: people walk across the picture, hide each other, and are measured with noise and misses.</summary>
internal sealed class Street
{
    public const double Aspect = 16.0 / 9;

    private readonly List<Walker> _walkers;
    private readonly Random _random;

    public Street(int seed, int people, double seconds)
    {
        _random = new Random(seed);
        _walkers = [.. Enumerable.Range(1, people).Select(id => Walker.Draw(id, seconds, _random))];
    }

    /// <summary>Fraction of visible people that the detector misses in a frame.</summary>
    public double Misses { get; init; } = 0.1;

    /// <summary>Standard deviation of every side of a box, in heights.</summary>
    public double Noise { get; init; } = 0.03;

    /// <summary>True boxes and what a detector makes of them: who is hidden by more than 60 % is not seen, and by more than 30 % is doubtful.</summary>
    public (List<(int Id, BoundingBox Box)> Truth, List<Domain.Detection> Detections) At(double seconds)
    {
        var truth = new List<(int Id, BoundingBox Box)>();
        var detections = new List<Domain.Detection>();

        // Who stands lower in the picture stands nearer.
        foreach (var (id, box) in _walkers.Select(walker => (walker.Id, Box: walker.At(seconds))).OrderByDescending(seen => seen.Box.Bottom))
        {
            if (box.X < 0 || box.Right > 1)
            {
                continue;
            }

            var hidden = truth.Select(nearer => Covered(box, nearer.Box)).DefaultIfEmpty().Max();
            truth.Add((id, box));
            if (hidden <= 0.6 && _random.NextDouble() >= Misses)
            {
                var score = hidden > 0.3 ? 0.2 + (0.4 * _random.NextDouble()) : 0.65 + (0.3 * _random.NextDouble());
                detections.Add(new Domain.Detection(0, (float)score, Measure(box)));
            }
        }

        return (truth, detections);
    }

    private static double Covered(in BoundingBox box, in BoundingBox nearer)
    {
        var width = Math.Min(box.Right, nearer.Right) - Math.Max(box.X, nearer.X);
        var height = Math.Min(box.Bottom, nearer.Bottom) - Math.Max(box.Y, nearer.Y);
        return width <= 0 || height <= 0 ? 0 : width * height / box.Area;
    }

    private BoundingBox Measure(in BoundingBox box)
    {
        var (left, top, right, bottom) = (Error(box), Error(box), Error(box), Error(box));
        return new BoundingBox(
            (float)(box.X + (left / Aspect)),
            (float)(box.Y + top),
            (float)(box.Width + ((right - left) / Aspect)),
            (float)(box.Height + bottom - top));
    }

    private double Error(in BoundingBox box) => Noise * box.Height * Gauss(_random);

    /// <summary>Box and Muller 1958.</summary>
    public static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Someone who walks from one side to the other, swaying, and sometimes stops for two seconds.</summary>
    private sealed record Walker(int Id, double Start, double Foot, double Height, double Speed, double Phase, double StopAt)
    {
        public static Walker Draw(int id, double seconds, Random random)
        {
            var height = 0.15 + (0.25 * random.NextDouble());
            var speed = (0.6 + (0.6 * random.NextDouble())) * height * (random.Next(2) == 0 ? 1 : -1);
            var start = (random.NextDouble() * seconds) - 5;

            // The nearer, the taller and the lower in the picture.
            var foot = 0.4 + height + (0.05 * random.NextDouble());
            var stop = random.Next(3) == 0 ? 1 + (6 * random.NextDouble()) : double.PositiveInfinity;
            return new Walker(id, start, foot, height, speed, random.NextDouble() * 7, stop);
        }

        public BoundingBox At(double seconds)
        {
            var age = seconds - Start;
            var walked = age > StopAt ? Math.Max(StopAt, age - 2) : age;
            var x = Speed > 0 ? (walked * Speed) - 0.1 : Aspect + 0.1 + (walked * Speed);
            var width = Height * (0.4 + (0.05 * Math.Sin((seconds * 7) + Phase)));
            return new BoundingBox((float)((x - (width / 2)) / Aspect), (float)(Foot - Height), (float)(width / Aspect), (float)Height);
        }
    }
}
