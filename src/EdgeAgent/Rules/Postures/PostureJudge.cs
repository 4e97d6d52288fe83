using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

/// <summary>Judges a posture by the angles of torso and legs to the vertical. Size, place and mirroring change nothing.</summary>
internal static class PostureJudge
{
    /// <summary>From this score on a point counts as seen.</summary>
    public const float SeenScore = 0.2f;

    // Degrees from hanging straight down; between the two of the torso nothing is said.
    private const float UprightTorso = 45;
    private const float LyingTorso = 60;
    private const float StandingLegs = 45;

    // Shares of the torso's length. Legs drop by 1.5 of it in somebody who stands, thighs by 0.8.
    private const float StandingDrop = 0.9f;
    private const float StandingThighs = 0.45f;

    // A torso that looks shorter than this share of the shoulders' width points at the camera: its angle says nothing.
    private const float ShortestTorso = 0.5f;

    /// <param name="pose">Normalised to the picture.</param>
    /// <param name="pictureAspect">Width of the picture through its height: normalised angles are not those that one sees.</param>
    public static Posture PostureOf(in Pose pose, float pictureAspect)
    {
        if (Middle(pose, BodyPoint.LeftShoulder, BodyPoint.RightShoulder, pictureAspect) is not { } shoulders
            || Middle(pose, BodyPoint.LeftHip, BodyPoint.RightHip, pictureAspect) is not { } hips)
        {
            return Posture.Unknown;
        }

        var torso = (X: hips.X - shoulders.X, Y: hips.Y - shoulders.Y);
        var length = MathF.Sqrt((torso.X * torso.X) + (torso.Y * torso.Y));
        if (!(length > ShortestTorso * ShoulderWidth(pose, pictureAspect)))
        {
            return Posture.Unknown;
        }

        var ankles = Middle(pose, BodyPoint.LeftAnkle, BodyPoint.RightAnkle, pictureAspect);
        var feet = ankles ?? Middle(pose, BodyPoint.LeftKnee, BodyPoint.RightKnee, pictureAspect);
        var legs = feet is { } end ? (X: end.X - hips.X, Y: end.Y - hips.Y) : ((float X, float Y)?)null;
        return Degrees(torso) switch
        {
            > LyingTorso => legs is { } l && Degrees(l) < StandingLegs ? Posture.Crouching : Posture.Lying,
            <= UprightTorso => legs is { } l && l.Y < length * (ankles is null ? StandingThighs : StandingDrop) ? Posture.Crouching : Posture.Upright,
            _ => Posture.Unknown,
        };
    }

    /// <summary>From straight down, 0, to straight up, 180, whichever side.</summary>
    private static float Degrees((float X, float Y) limb) => MathF.Atan2(MathF.Abs(limb.X), limb.Y) * 180 / MathF.PI;

    /// <summary>Of those of a pair that are seen, in units of the picture's height; null where none is.</summary>
    private static (float X, float Y)? Middle(in Pose pose, BodyPoint left, BodyPoint right, float aspect)
    {
        var (a, b) = (pose[left], pose[right]);
        return (a.Score >= SeenScore, b.Score >= SeenScore) switch
        {
            (true, true) => ((a.X + b.X) / 2 * aspect, (a.Y + b.Y) / 2),
            (true, false) => (a.X * aspect, a.Y),
            (false, true) => (b.X * aspect, b.Y),
            _ => null,
        };
    }

    private static float ShoulderWidth(in Pose pose, float aspect)
    {
        var (a, b) = (pose[BodyPoint.LeftShoulder], pose[BodyPoint.RightShoulder]);
        var (x, y) = ((a.X - b.X) * aspect, a.Y - b.Y);
        return a.Score >= SeenScore && b.Score >= SeenScore ? MathF.Sqrt((x * x) + (y * y)) : 0;
    }
}
