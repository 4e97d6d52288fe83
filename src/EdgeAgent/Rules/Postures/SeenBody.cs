using System.Numerics;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

/// <summary>The points of a pose that are seen, in units of the picture's height: angles are as one sees them.</summary>
internal readonly ref struct SeenBody(in Pose pose, float pictureAspect, float seenScore)
{
    private readonly ref readonly Pose _pose = ref pose;

    /// <summary>Of those of a pair that are seen; null where none is.</summary>
    public Vector2? Middle(BodyPoint left, BodyPoint right) => (At(left), At(right)) switch
    {
        ({ } a, { } b) => (a + b) / 2,
        var (a, b) => a ?? b,
    };

    /// <summary>0 where one is not seen.</summary>
    public float Distance(BodyPoint left, BodyPoint right) =>
        At(left) is { } a && At(right) is { } b ? Vector2.Distance(a, b) : 0;

    private Vector2? At(BodyPoint point)
    {
        var (x, y, score) = _pose[point];
        return score >= seenScore ? new Vector2(x * pictureAspect, y) : null;
    }
}
