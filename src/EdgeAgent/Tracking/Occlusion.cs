using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>Tells who is hidden from who is gone: where he is expected, somebody nearer stands before him.</summary>
internal static class Occlusion
{
    /// <summary>Least part of the expected box that one nearer object covers.</summary>
    private const double LeastCover = 0.8;

    /// <summary>Seconds out of sight after which where he is expected says little.</summary>
    private const double LongestSeconds = 1;

    /// <summary>Seconds in sight before that, without which nobody knows where he was going.</summary>
    private const double LeastSeconds = 0.4;

    /// <summary>Whether one of the tracks in sight hides one that was just lost.</summary>
    public static bool Hides(List<Tracklet> tracklets, Tracklet lost)
    {
        if (lost.State != TrackState.Lost || lost.UnseenSeconds > LongestSeconds || lost.SeenSeconds < LeastSeconds)
        {
            return false;
        }

        foreach (var other in tracklets)
        {
            // Who stands nearer stands lower in the picture.
            if (other.State == TrackState.Confirmed && other.Box.Bottom >= lost.Box.Bottom
                && other.Box.Intersection(lost.Box) >= LeastCover * lost.Box.Area)
            {
                return true;
            }
        }

        return false;
    }
}
