using EdgeAgent.Cli.Eval;
using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>The tracker in drawn towns of 3 to 50 people, with a bus, near and far, and with a camera that turns.</summary>
public sealed class TownTests(ITestOutputHelper output)
{
    private const int Seeds = 5;
    private const double Seconds = 20;

    [Theory]
    [InlineData(1, 0.65, 0.64, 0.67)]
    [InlineData(5, 0.57, 0.61, 0.65)]
    public void It_keeps_most_people_apart_and_more_where_it_knows_their_colours(int every, double leastMota, double leastIdf1, double leastIdf1WithColors)
    {
        var (plain, colored, sort) = (new List<MotScore>(), new List<MotScore>(), new List<MotScore>());
        foreach (var town in Towns())
        {
            var frames = town.Draw(Seconds);
            plain.Add(Score(frames, every, withColors: false));
            colored.Add(Score(frames, every, withColors: true));
            sort.Add(ScoreOfSort(frames, every));
        }

        foreach (var (name, scores) in new[] { ("without colours", plain), ("with colours", colored), ("SORT", sort) })
        {
            output.WriteLine(
                $"every {every}, {name}: MOTA {scores.Average(s => s.Mota):F3}, IDF1 {scores.Average(s => s.Idf1):F3}, {scores.Sum(s => s.Switches)} switches");
        }

        Assert.InRange(plain.Average(score => score.Mota), Math.Max(leastMota, sort.Average(score => score.Mota)), 1);
        Assert.InRange(plain.Average(score => score.Idf1), Math.Max(leastIdf1, sort.Average(score => score.Idf1)), 1);
        Assert.InRange(colored.Average(score => score.Idf1), leastIdf1WithColors, 1);
    }

    internal static IEnumerable<Town> Towns() =>
        from seed in Enumerable.Range(100, Seeds)
        from town in new Town[]
        {
            new(seed) { People = 3, HasBus = true },
            new(seed) { People = 10, HasBus = true },
            new(seed) { People = 6, Height = 0.6 },
            new(seed) { People = 25, Height = 0.3 },
            new(seed) { People = 50, Height = 0.18 },
            new(seed) { People = 12, Pan = 0.6 },
        }
        select town;

    internal static MotScore Score(List<TownFrame> frames, int every, bool withColors)
    {
        var tracker = new ByteTracker(new TrackerOptions(), Town.Aspect);
        var (tracks, truth, result) = (new List<Track>(), new List<MotBox>(), new List<MotBox>());
        for (var i = 0; i < frames.Count; i += every)
        {
            var frame = frames[i];
            tracker.Update(MediaTime.FromSeconds(frame.Seconds), frame.Detections, withColors ? frame.Colors : [], tracks);
            truth.AddRange(frame.Truth.Select(person => ToMot(i, person.Id, person.Box)));
            result.AddRange(tracks.Where(track => track.State == TrackState.Confirmed || track.IsHidden).Select(track => ToMot(i, track.Id, track.Box)));
        }

        return MotScore.Of(truth, result);
    }

    // In pixels of a picture 1,000 high, as its noise is; of the scores that it has no use for, the surer ones.
    private static MotScore ScoreOfSort(List<TownFrame> frames, int every)
    {
        const double Pixels = 1000;
        var (sort, truth, result) = (new Sort(), new List<MotBox>(), new List<MotBox>());
        for (var i = 0; i < frames.Count; i += every)
        {
            var sure = frames[i].Detections.Where(detection => detection.Score >= new TrackerOptions().HighScore);
            sort.Update(new MotFrame(i, sure.Select(detection => ToPixels(ToMot(i, 0, detection.Box)))), result);
            truth.AddRange(frames[i].Truth.Select(person => ToPixels(ToMot(i, person.Id, person.Box))));
        }

        return MotScore.Of(truth, result);

        static MotBox ToPixels(MotBox box) => box with
        {
            X = box.X * Pixels * Town.Aspect,
            Y = box.Y * Pixels,
            Width = box.Width * Pixels * Town.Aspect,
            Height = box.Height * Pixels,
        };
    }

    private static MotBox ToMot(int frame, int id, BoundingBox box) => new(frame, id, box.X, box.Y, box.Width, box.Height, 1);
}
