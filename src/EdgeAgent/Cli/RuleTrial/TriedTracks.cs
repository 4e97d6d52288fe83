using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>Every track of a video that was seen in more than one frame.</summary>
internal sealed class TriedTracks
{
    private readonly SortedDictionary<int, TriedTrack> _tracks = [];

    public IReadOnlyCollection<TriedTrack> All => _tracks.Values;

    public void Take(in AnalysedFrame frame)
    {
        foreach (var track in frame.Tracks.Where(track => track.State == TrackState.Confirmed))
        {
            var score = _tracks.TryGetValue(track.Id, out var known) ? Math.Max(known.Score, track.Score) : track.Score;
            _tracks[track.Id] = new TriedTrack(track.Id, track.ClassId, track.FirstSeen, track.LastSeen, score);
        }
    }
}
