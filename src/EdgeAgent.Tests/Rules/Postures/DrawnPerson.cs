using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

/// <summary>A person of lines, seen from the front and drawn into a picture: limbs are turned about the hips, then all of it about the middle.</summary>
internal sealed record DrawnPerson
{
    // Of somebody who stands, in units of their height: x to the person's left, y down, both from the hips.
    private static readonly (double X, double Y)[] Upper =
    [
        (0, -0.42), (0.02, -0.44), (-0.02, -0.44), (0.04, -0.43), (-0.04, -0.43), (0.11, -0.31), (-0.11, -0.31),
        (0.15, -0.15), (-0.15, -0.15), (0.16, 0), (-0.16, 0), (0.07, 0), (-0.07, 0),
    ];

    private static readonly (double X, double Y)[] Lower = [(0.06, 0.24), (-0.06, 0.24), (0.06, 0.45), (-0.06, 0.45)];

    /// <summary>Clockwise, of all.</summary>
    public double Degrees { get; init; }

    /// <summary>Clockwise, of the upper body about the hips.</summary>
    public double Bent { get; init; }

    /// <summary>Ankles are drawn up to this share of their way, knees go aside instead.</summary>
    public double Crouched { get; init; }

    /// <summary>Of the picture's height.</summary>
    public double Height { get; init; } = 0.4;

    public double X { get; init; } = 0.5;

    public double Y { get; init; } = 0.5;

    public bool Mirrored { get; init; }

    public float Score { get; init; } = 0.8f;

    public float LegScore { get; init; } = 0.8f;

    public Pose In(double pictureAspect)
    {
        Pose pose = default;
        for (var i = 0; i < Pose.Count; i++)
        {
            var isLeg = i >= Upper.Length;
            var (x, y) = isLeg ? Lower[i - Upper.Length] : Turned(Upper[i], Bent);
            if (isLeg && Crouched > 0)
            {
                (x, y) = (x + (y < 0.4 ? Crouched * 0.2 : 0), y * (1 - Crouched));
            }

            (x, y) = Turned((x, y), Degrees);
            var at = X + ((Mirrored ? -x : x) * Height / pictureAspect);
            pose[(BodyPoint)i] = new Keypoint((float)at, (float)(Y + (y * Height)), isLeg ? LegScore : Score);
        }

        return pose;
    }

    private static (double X, double Y) Turned((double X, double Y) point, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return ((point.X * cos) - (point.Y * sin), (point.X * sin) + (point.Y * cos));
    }
}
