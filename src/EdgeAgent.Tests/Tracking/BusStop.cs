using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>
/// A drawn scene: somebody walks behind a bus that hides him wholly for some seconds, and comes out, or somebody else does. At its edges the
/// detector sees a part of him, as narrow as that is, with less score; its boxes sway and some are missed.
/// </summary>
internal sealed class BusStop(int seed, double hiddenSeconds)
{
    private const double Aspect = 16.0 / 9;
    private const double Step = 1 / 25.0;
    private const double BusLeft = 0.42;

    private readonly Random _random = new(seed);
    private double _left;
    private double _top;
    private double _size;

    public enum Exit
    {
        /// <summary>The same person on the far side.</summary>
        Same,

        /// <summary>Another one on the far side, as if he had gone on.</summary>
        OtherOnward,

        /// <summary>Another one on the near side, who comes the other way.</summary>
        OtherBack,
    }

    public Exit Outcome { get; init; }

    /// <summary>What they wear, of the <see cref="Wardrobe"/>; null where there is no picture.</summary>
    public (int First, int Second)? Clothes { get; init; }

    /// <summary>By how much the pace changes within a second, in own heights.</summary>
    public double Unsteadiness { get; init; } = 0.1;

    public bool Mirrored { get; init; }

    /// <summary>Whether who comes out has the id of who went in.</summary>
    public bool IsOneTrack(double framesPerSecond)
    {
        var tracker = new ByteTracker(new TrackerOptions(), Aspect);
        var tracks = new List<Track>();
        var (before, after) = (0, 0);
        var height = 0.08 + (0.07 * _random.NextDouble());
        var pace = (0.5 + (0.6 * _random.NextDouble())) * height;
        var width = 0.4 * height;
        var busRight = BusLeft + (pace * hiddenSeconds) + width;
        var (x, velocity, hidden, isOther) = (BusLeft - (2.5 * pace), pace, 0.0, false);
        for (var frame = 0; x > BusLeft - (3 * pace) && x < busRight + (2 * pace); frame++)
        {
            velocity += ((Math.Sign(velocity) * pace) - velocity) * Step * 2;
            velocity += Gauss() * Unsteadiness * height * Math.Sqrt(Step);
            x += velocity * Step;
            hidden += x - (width / 2) > BusLeft && x + (width / 2) < busRight ? Step : 0;
            if (Outcome != Exit.Same && !isOther && hidden > 0)
            {
                x = BusLeft + width;
                if (hidden >= hiddenSeconds)
                {
                    isOther = true;
                    (x, velocity) = Outcome == Exit.OtherOnward ? (busRight - (width / 2), pace) : (BusLeft + (width / 2), -pace);
                }
            }

            var seen = See(x, width, height, busRight);
            if (frame % (int)(25 / framesPerSecond) != 0)
            {
                continue;
            }

            var color = Clothes is { } clothes ? Wardrobe.Show(isOther ? clothes.Second : clothes.First, _random) : default;
            tracker.Update(MediaTime.FromSeconds(frame * Step), seen is { } it ? [it] : [], [color], tracks);
            foreach (var track in tracks.Where(track => track.State == TrackState.Confirmed))
            {
                var isIn = !isOther && hidden == 0;
                before = isIn && before == 0 ? track.Id : before;
                after = isIn ? after : track.Id;
            }
        }

        return before == after;
    }

    private Domain.Detection? See(double x, double width, double height, double busRight)
    {
        var (left, right) = (x - (width / 2), x + (width / 2));
        (left, right) = left < BusLeft ? (left, Math.Min(right, BusLeft)) : (Math.Max(left, busRight), right);
        var visible = Math.Max(0, right - left) / width;
        (_left, _top, _size) = (Sway(_left), Sway(_top), Sway(_size));
        if (visible < 0.35 || _random.NextDouble() < 0.08)
        {
            return null;
        }

        var score = Math.Clamp(0.95 - Math.Max(0, 0.8 - visible) + (0.05 * Gauss()), 0.05, 0.99);
        left += _left * height;
        right = left + Math.Max(0.1 * width, right - left + ((_size - _left) * height));
        return new Domain.Detection(0, (float)score, new BoundingBox(
            (float)(Mirrored ? 1 - (right / Aspect) : left / Aspect),
            (float)(0.8 - height + (_top * height)),
            (float)((right - left) / Aspect),
            (float)(height * (1 + (0.5 * _size)))));
    }

    /// <summary>Errors of a detector last for some frames.</summary>
    private double Sway(double error) => (0.9 * error) + (0.03 * Math.Sqrt(1 - (0.9 * 0.9)) * Gauss());

    private double Gauss() => Street.Gauss(_random);
}
