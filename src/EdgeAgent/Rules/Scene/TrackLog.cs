using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>Where everybody was in the last minutes: a thing is noticed when its owner has gone. It holds a fixed number of samples; the oldest go first.</summary>
internal sealed class TrackLog(TrackGroups groups)
{
    /// <summary>Ten persons five times a second for five minutes.</summary>
    private const int Capacity = 1 << 14;

    /// <summary>A detector takes a bag for a person now and then, with little conviction.</summary>
    private const float Convinced = 0.4f;

    private const int ConvincedSamples = 3;

    /// <summary>A bench in a shopping street is passed by hundreds in a minute; a message names some.</summary>
    private const int MostNear = 32;

    // A megabyte, for cameras whose rules look at the scene.
    private TrackSample[] _samples = [];
    private long _count;

    public void Add(in RuleFrame frame)
    {
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State == TrackState.Confirmed && groups.IsSomebody(track.ClassId))
            {
                _samples = _samples.Length == 0 ? new TrackSample[Capacity] : _samples;
                _samples[_count++ % Capacity] = new TrackSample(track.Id, track.ClassId, track.Box, frame.Time, track.Score);
            }
        }
    }

    public void Clear() => _count = 0;

    /// <summary>Everybody who was within reach of a place in a span of time, with where they were last; who was there for longest comes first, and at most 32.</summary>
    /// <param name="place">The box.</param>
    /// <param name="from">Of the span.</param>
    /// <param name="to">Of the span.</param>
    /// <param name="reach">How far from somebody's box the place may be, in widths of that box.</param>
    /// <param name="atLeast">Who was there for a smaller share of the time of the one who was there for longest is left out.</param>
    public List<TrackSample> Near(in BoundingBox place, MediaTime from, MediaTime to, float reach, double atLeast)
    {
        var seen = new Dictionary<int, (int Count, TrackSample Last)>();
        for (var i = Math.Max(0, _count - Capacity); i < _count; i++)
        {
            var sample = _samples[i % Capacity];
            var known = seen.GetValueOrDefault(sample.Track);
            var counts = sample.Time >= from && sample.Time <= to
                && Reach.Touches(sample.Box, place, reach) && !Reach.IsItself(sample.Box, place);
            if (counts || known.Count > 0)
            {
                seen[sample.Track] = (known.Count + (counts ? 1 : 0), sample);
            }
        }

        var most = seen.Count == 0 ? 0 : seen.Values.Max(visit => visit.Count);
        return
        [
            .. (from visit in seen.Values
                where visit.Count >= most * atLeast
                orderby visit.Count descending, visit.Last.Track
                select visit.Last).Take(MostNear),
        ];
    }

    /// <summary>Whether somebody's own outline in the last seconds was about this box: what is there may be that one, whom the detector has lost.</summary>
    public bool WasSomebody(in BoundingBox box, MediaTime since)
    {
        var convinced = 0;
        for (var i = _count - 1; i >= Math.Max(0, _count - Capacity) && _samples[i % Capacity].Time >= since; i--)
        {
            var sample = _samples[i % Capacity];
            convinced += sample.Score >= Convinced && sample.Box.IntersectionOverUnion(box) >= 0.5f ? 1 : 0;
        }

        return convinced >= ConvincedSamples;
    }
}
