using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>The ways in which a detection can go with a track.</summary>
internal sealed class Affinity(TrackerOptions options)
{
    /// <summary>By how much the overlap counts less where no colour is shared: what decides between two who meet.</summary>
    private const double ColorWeight = 1;

    /// <summary>Least similarity of colours for a track that was out of sight: below, it is somebody else who came.</summary>
    private const double LeastSimilarity = 0.8;

    /// <summary>Least similarity that makes a reunion by itself, far from where the track was expected.</summary>
    private const double ReunionSimilarity = 0.9;

    /// <summary>Seconds out of sight after which what stands there need not be the same.</summary>
    private const double Doubt = 0.5;

    /// <summary>Object heights beside the way that a track may be found again at once, and those that each second adds: people stop, turn, and hurry.</summary>
    private const double Reach = 0.5;

    private const double ReachPerSecond = 0.15;

    /// <summary>Seconds of which the reach grows no more.</summary>
    private const double LongestReach = 5;

    private const double LargestHeightRatio = 1.25;

    /// <summary>The track is where it was expected.</summary>
    public double Expected(Tracklet tracklet, in Candidate candidate)
    {
        var overlap = tracklet.Box.IntersectionOverUnion(candidate.Box);
        if (tracklet.ClassId != candidate.ClassId)
        {
            // Half counts, so that a detection of the right class goes first wherever there is one.
            return overlap >= options.OtherClassMinimumOverlap ? overlap / 2 : 0;
        }

        return overlap > 0 ? overlap * Likeness(tracklet, candidate) : 0;
    }

    /// <summary>
    /// The same with both boxes widened by one standard deviation of the track's position (after the buffered IoU of Yang et al., WACV 2023,
    /// with the Kalman filter's own uncertainty as the buffer): the longer nothing was seen, the farther the object may have come.
    /// </summary>
    public double WithinReach(Tracklet tracklet, in Candidate candidate)
    {
        if (tracklet.ClassId != candidate.ClassId)
        {
            return Expected(tracklet, candidate);
        }

        var (x, y) = tracklet.Buffer;
        var overlap = Widen(tracklet.Box, x, y).IntersectionOverUnion(Widen(candidate.Box, x, y));
        return overlap > 0 ? overlap * Likeness(tracklet, candidate) : 0;
    }

    /// <summary>A track out of sight that comes out of hiding somewhere along its way, in its own colours and at its own size.</summary>
    public static double Reunion(Tracklet tracklet, in Candidate candidate)
    {
        var ratio = (double)candidate.Box.Height / tracklet.Box.Height;
        if (tracklet.State != TrackState.Lost || tracklet.HasLeft || tracklet.ClassId != candidate.ClassId
            || ratio is < 1 / LargestHeightRatio or > LargestHeightRatio)
        {
            return 0;
        }

        var similarity = tracklet.Color.Similarity(candidate.Color);
        if (similarity < ReunionSimilarity)
        {
            return 0;
        }

        // At night all cats are grey.
        var growth = tracklet.Color.IsGrey ? 0 : ReachPerSecond * Math.Min(tracklet.UnseenSeconds, LongestReach);
        var reach = Reach + growth;
        var beside = tracklet.DistanceFromWay(candidate.Box) / reach;
        return beside >= 1 ? 0 : similarity * (1 - (beside / 2));
    }

    private static double Likeness(Tracklet tracklet, in Candidate candidate)
    {
        if (tracklet.Color.IsEmpty || candidate.Color.IsEmpty)
        {
            return 1;
        }

        var similarity = tracklet.Color.Similarity(candidate.Color);
        return tracklet.UnseenSeconds > Doubt && similarity < LeastSimilarity ? 0 : 1 - (ColorWeight * (1 - similarity));
    }

    private static BoundingBox Widen(in BoundingBox box, float x, float y) =>
        new(box.X - x, box.Y - y, box.Width + (2 * x), box.Height + (2 * y));
}
