using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

/// <summary>The mean of the boxes of one place, and how far they scatter about it.</summary>
internal struct BoxMean
{
    // From here on it follows slowly: a pole that leans with the sun moves its picture by a little.
    private const int Memory = 3000;

    private int _count;

    public BoxMean(in BoundingBox box, float spread = 0, int count = 1) => (Box, Spread, _count) = (box, spread, count);

    public BoundingBox Box { get; private set; }

    /// <summary>Mean of 1 − intersection over union of the boxes with <see cref="Box"/>.</summary>
    public float Spread { get; private set; }

    public readonly int Count => _count;

    public void Add(in BoundingBox box)
    {
        _count = Math.Min(_count + 1, Memory);
        var weight = 1f / _count;
        Spread += (1 - Box.IntersectionOverUnion(box) - Spread) * weight;
        Box = new BoundingBox(
            Box.X + ((box.X - Box.X) * weight),
            Box.Y + ((box.Y - Box.Y) * weight),
            Box.Width + ((box.Width - Box.Width) * weight),
            Box.Height + ((box.Height - Box.Height) * weight));
    }
}
