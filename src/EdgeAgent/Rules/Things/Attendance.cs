using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

/// <summary>Who is with a thing: those who were there when it appeared count at once, others when they stay.</summary>
/// <param name="parties">Who was there when it appeared, as last seen; kept up to date.</param>
internal sealed class Attendance(List<TrackSample> parties)
{
    /// <summary>Whose tracks end beside it stay among the visits, and a thing may lie there for months.</summary>
    private const int MostVisits = 256;

    /// <summary>Who stands beside a thing for so long is with it.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(5);

    private readonly Dictionary<int, TimeSpan> _visits = [];

    public IReadOnlyList<TrackSample> Parties => parties;

    /// <summary>For how long nobody has stood beside it.</summary>
    public TimeSpan Unattended { get; private set; }

    /// <param name="thing">Where it lies.</param>
    /// <param name="frame">Who is there.</param>
    /// <param name="watch">Of the scene.</param>
    public void Observe(in BoundingBox thing, in RuleFrame frame, SceneWatch watch)
    {
        var attended = false;
        for (var i = 0; i < frame.Tracks.Count; i++)
        {
            var track = frame.Tracks[i];
            if (track.State != TrackState.Confirmed || !watch.Groups.IsSomebody(track.ClassId) || Reach.IsItself(track.Box, thing))
            {
                continue;
            }

            var isParty = Remember(track, frame.Time);
            if (!Reach.StandsBy(track.Box, thing, watch.Groups.IsPerson(track.ClassId) ? 1 : 0.25f))
            {
                _visits.Remove(track.Id);
                continue;
            }

            if (_visits.Count == MostVisits)
            {
                _visits.Clear();
            }

            var visit = _visits.GetValueOrDefault(track.Id) + watch.Elapsed;
            _visits[track.Id] = visit;
            attended |= isParty || visit >= Stay;
        }

        Unattended = attended ? TimeSpan.Zero : Unattended + watch.Elapsed;
    }

    private bool Remember(in Track track, MediaTime time)
    {
        for (var i = 0; i < parties.Count; i++)
        {
            if (parties[i].Track == track.Id)
            {
                parties[i] = new TrackSample(track.Id, track.ClassId, track.Box, time);
                return true;
            }
        }

        return false;
    }
}
