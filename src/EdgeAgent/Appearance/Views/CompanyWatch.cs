using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

/// <summary>
/// Who keeps a person company: the majority of the looks at which the same other person was beside it (Boyer and Moore 1981, which needs
/// to remember one candidate only). A mutable struct, of constant size.
/// </summary>
internal struct CompanyWatch
{
    /// <summary>Seconds in sight before anything is said: two who meet are no company yet.</summary>
    private const double LeastSeconds = 2;

    private const double TogetherShare = 0.6;
    private const double AloneShare = 0.3;

    /// <summary>Parts of the person's height: an arm's length to the side, or before and behind in the picture.</summary>
    private const float BesideWidths = 0.75f;

    private const float BesideDepth = 0.3f;

    private int _candidate;
    private int _votes;
    private int _looks;
    private int _together;
    private MediaTime _first;

    public readonly Company Of(MediaTime now) => _looks == 0 || (now - _first).TotalSeconds < LeastSeconds
        ? Company.Unknown
        : _together >= TogetherShare * _looks ? Company.Accompanied
        : _together <= AloneShare * _looks ? Company.Alone
        : Company.Unknown;

    /// <param name="track">A person in sight.</param>
    /// <param name="people">Persons of the frame, itself among them.</param>
    /// <param name="time">Of the frame.</param>
    /// <param name="aspect">Of the picture.</param>
    public void Observe(in Track track, List<Track> people, MediaTime time, float aspect)
    {
        _first = _looks++ == 0 ? time : _first;
        if (Nearest(track, people, aspect) is not { } other)
        {
            _votes -= _votes > 0 ? 1 : 0;
            return;
        }

        if (_votes == 0)
        {
            // Another companion begins anew: who passes one after the other is no company.
            (_candidate, _together) = (other, other == _candidate ? _together : 0);
        }

        _votes += other == _candidate ? 1 : -1;
        _together += other == _candidate ? 1 : 0;
    }

    private readonly int? Nearest(in Track track, List<Track> people, float aspect)
    {
        var (box, foot) = (track.Box, track.Box.FootPoint);
        var (nearest, least) = ((int?)null, float.MaxValue);
        foreach (var other in people)
        {
            var off = other.Box.FootPoint;
            var (dx, dy) = (Math.Abs((float)(off.X - foot.X)) * aspect, Math.Abs((float)(off.Y - foot.Y)));
            if (other.Id != track.Id && dx < BesideWidths * box.Height && dy < BesideDepth * box.Height)
            {
                // The one from before, as long as it is there.
                var distance = other.Id == _candidate ? -1 : dx + dy;
                (nearest, least) = distance < least ? (other.Id, distance) : (nearest, least);
            }
        }

        return nearest;
    }
}
