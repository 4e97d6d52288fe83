using EdgeAgent.Cli.Eval;
using EdgeAgent.Parts;

namespace EdgeAgent.Tracking;

/// <summary>The tracker on MOTChallenge's TUD-Campus with its public Faster R-CNN detections (640×480, 25 frames a second).</summary>
public sealed class MotSequenceTests(ITestOutputHelper output)
{
    private delegate void Tracker(MotFrame frame, List<MotBox> rows);

    // With frames left out, the mean over all first frames counts: a single run is 15 frames.
    [Theory]
    [InlineData(1, 0.67, 0.74)]
    [InlineData(2, 0.69, 0.77)]
    [InlineData(3, 0.68, 0.77)]
    [InlineData(5, 0.66, 0.74)]
    public void It_does_better_than_Sort_on_a_street_with_people_hiding_each_other(int every, double leastMota, double leastIdf1)
    {
        var ours = Score(every, () => new SequenceTracker(new TrackerOptions(), new PictureSize(640, 480), framesPerSecond: 25).Update);
        var sort = Score(every, () => new Sort().Update);

        output.WriteLine($"every {every}: MOTA {ours.Mota:F3}, IDF1 {ours.Idf1:F3}; SORT {sort.Mota:F3}, {sort.Idf1:F3}");
        Assert.InRange(ours.Mota, Math.Max(leastMota, sort.Mota), 1);
        Assert.InRange(ours.Idf1, Math.Max(leastIdf1, sort.Idf1), 1);
    }

    [Fact]
    public void The_baseline_scores_what_is_published()
    {
        var sort = Score(every: 1, () => new Sort().Update);

        Assert.Equal((0.627, 0.606), (Math.Round(sort.Mota, 3), Math.Round(sort.Idf1, 3)));
    }

    private static (double Mota, double Idf1) Score(int every, Func<Tracker> tracker)
    {
        var directory = Recordings.Sequence("TUD-Campus");
        var detections = MotFile.Read(Path.Combine(directory, "det.txt"));
        var truth = MotFile.ReadTruth(Path.Combine(directory, "gt.txt"));
        var scores = Enumerable.Range(1, every).Select(first =>
        {
            var (update, rows) = (tracker(), new List<MotBox>());
            foreach (var frame in MotFrame.Of(detections, first, every))
            {
                update(frame, rows);
            }

            return MotScore.Of([.. truth.Where(box => MotFrame.IsLookedAt(box.Frame, first, every))], rows);
        }).ToList();
        return (scores.Average(score => score.Mota), scores.Average(score => score.Idf1));
    }
}
