using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

internal static class Some
{
    public const int Person = 0;

    public static Track Track(
        int id, BoundingBox box, double seconds = 0, int classId = Person, float score = 0.8f, TrackState state = TrackState.Confirmed, bool isSeen = true)
    {
        var time = MediaTime.FromSeconds(seconds);
        return new Track(id, classId, state, box, score, time, time) { Detected = isSeen ? box : null };
    }

    /// <summary>Somebody a fifth as high as the picture, by where the feet are.</summary>
    public static BoundingBox Standing(double x, double foot, float height = 0.2f) =>
        new((float)x - (0.1f * height), (float)foot - height, 0.2f * height, height);
}
