using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

/// <summary>Which way a track goes: from where it was about two seconds ago. A mutable struct, of constant size.</summary>
internal struct PathHeading
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // Of its own height: less is shifting from one foot to the other.
    private const float LeastWay = 0.25f;

    private NormalizedPoint _before;
    private NormalizedPoint _between;
    private MediaTime _betweenTime;
    private bool _isBegun;

    public Heading Heading { get; private set; }

    /// <param name="box">Where it is.</param>
    /// <param name="time">When.</param>
    /// <param name="aspect">Of the picture, width / height.</param>
    public void Observe(in BoundingBox box, MediaTime time, float aspect)
    {
        var foot = box.FootPoint;
        if (!_isBegun || time < _betweenTime)
        {
            (_before, _between, _betweenTime, _isBegun) = (foot, foot, time, true);
            return;
        }

        var (dx, dy) = ((float)(foot.X - _before.X) * aspect, (float)(foot.Y - _before.Y));
        if (MathF.Sqrt((dx * dx) + (dy * dy)) >= LeastWay * box.Height)
        {
            // 0 is up, clockwise.
            var turns = MathF.Atan2(dx, -dy) / (2 * MathF.PI);
            Heading = (Heading)(1 + (((int)MathF.Round(turns * 8) + 8) % 8));
        }

        if (time - _betweenTime >= Step)
        {
            (_before, _between, _betweenTime) = (_between, foot, time);
        }
    }
}
