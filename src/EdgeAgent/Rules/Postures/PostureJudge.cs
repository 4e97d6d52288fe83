using System.Numerics;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

/// <summary>Judges a posture by the angles of torso and legs to the vertical. Size, place and mirroring change nothing.</summary>
internal static class PostureJudge
{
    // Degrees from hanging straight down; between the two of the torso nothing is said.
    private const float UprightTorso = 45;
    private const float LyingTorso = 60;
    private const float StandingLegs = 45;

    // Shares of the torso's length. Legs drop by 1.5 of it in somebody who stands, thighs by 0.8; less where a camera looks down.
    private const float StandingDrop = 0.75f;
    private const float StandingThighs = 0.45f;

    // The mean over all points, in units of the score from which one counts as seen. Below, most is guessed: nobody is said to lie by a guess.
    private const float SureBody = 1.5f;

    // A torso that looks shorter than this share of the shoulders' width points at the camera: its angle says nothing.
    private const float ShortestTorso = 0.5f;

    /// <param name="pose">Normalised to the picture.</param>
    /// <param name="pictureAspect">Width of the picture through its height: normalised angles are not those that one sees.</param>
    /// <param name="seenScore">From this score on a point counts as seen: the pose model's threshold.</param>
    public static Posture PostureOf(in Pose pose, float pictureAspect, float seenScore)
    {
        var body = new SeenBody(pose, pictureAspect, seenScore);
        if (!(pose.Score >= SureBody * seenScore)
            || body.Middle(BodyPoint.LeftShoulder, BodyPoint.RightShoulder) is not { } shoulders
            || body.Middle(BodyPoint.LeftHip, BodyPoint.RightHip) is not { } hips)
        {
            return Posture.Unknown;
        }

        var torso = hips - shoulders;
        if (!(torso.Length() > ShortestTorso * body.Distance(BodyPoint.LeftShoulder, BodyPoint.RightShoulder)))
        {
            return Posture.Unknown;
        }

        var ankles = body.Middle(BodyPoint.LeftAnkle, BodyPoint.RightAnkle);
        var legs = (ankles ?? body.Middle(BodyPoint.LeftKnee, BodyPoint.RightKnee)) - hips;
        var standing = torso.Length() * (ankles is null ? StandingThighs : StandingDrop);
        return Degrees(torso) switch
        {
            > LyingTorso => legs is { } l && Degrees(l) < StandingLegs ? Posture.Crouching : Posture.Lying,
            <= UprightTorso => legs is { } l && l.Y < standing ? Posture.Crouching : Posture.Upright,
            _ => Posture.Unknown,
        };
    }

    /// <summary>From straight down, 0, to straight up, 180, whichever side.</summary>
    private static float Degrees(Vector2 limb) => MathF.Atan2(MathF.Abs(limb.X), limb.Y) * 180 / MathF.PI;
}
