using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>Finds the track of each labelled person by its place, and keeps what was said of it last.</summary>
internal sealed class LabelMatcher(string file, ImmutableArray<LabelledPerson> people)
{
    // The nearest frames: labels are written to a tenth of a second, and players begin to count at other moments.
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(0.25);

    private const float LeastOverlap = 0.3f;

    private readonly List<(int Person, int Track, float Overlap)> _pairs = [];
    private readonly Dictionary<int, Domain.Appearance> _last = [];
    private MediaTime? _first;

    public void Take(AnalysedFrame analysed)
    {
        _first ??= analysed.Frame.Time;
        foreach (var seen in analysed.Appearances)
        {
            _last[seen.Track] = seen.Appearance;
        }

        for (var i = 0; i < people.Length; i++)
        {
            if ((analysed.Frame.Time - _first.Value - people[i].Time).Duration() <= Near)
            {
                Compare(i, analysed.Tracks);
            }
        }
    }

    public IEnumerable<PersonAnswer> Answers()
    {
        var tracks = Assign();
        return people.Select((person, i) =>
        {
            var said = tracks[i] is { } track && _last.TryGetValue(track, out var appearance) ? appearance : default;
            return new PersonAnswer(
                file, person, tracks[i], new GarmentAnswer(person.Tops, said.Tops), new GarmentAnswer(person.Bottoms, said.Bottoms));
        });
    }

    private void Compare(int person, IReadOnlyList<Track> tracks)
    {
        foreach (var track in tracks)
        {
            var overlap = track.State == TrackState.Confirmed ? track.Sight.IntersectionOverUnion(people[person].Box) : 0;
            if (overlap >= LeastOverlap)
            {
                _pairs.Add((person, track.Id, overlap));
            }
        }
    }

    /// <summary>The best overlaps first; two people at the same moment are not one track.</summary>
    private int?[] Assign()
    {
        var tracks = new int?[people.Length];
        foreach (var (person, track, _) in _pairs.OrderByDescending(pair => pair.Overlap))
        {
            tracks[person] ??= Enumerable.Range(0, people.Length).Any(other => tracks[other] == track && people[other].Time == people[person].Time)
                ? null
                : track;
        }

        return tracks;
    }
}
