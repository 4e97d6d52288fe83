using EdgeAgent.Cli.Eval;
using EdgeAgent.Parts;

namespace EdgeAgent.Tracking;

/// <summary>The tracker on MOTChallenge's TUD-Campus with its public Faster R-CNN detections (640×480, 25 frames a second).</summary>
public sealed class MotSequenceTests(ITestOutputHelper output)
{
    // SORT scores MOTA 0.627 and IDF1 0.607 on every frame. With frames left out, the mean over all first frames counts.
    [Theory]
    [InlineData(1, 0.66, 0.70)]
    [InlineData(2, 0.63, 0.72)]
    [InlineData(5, 0.62, 0.70)]
    public void It_does_better_than_Sort_on_a_street_with_people_hiding_each_other(int every, double leastMota, double leastIdf1)
    {
        var directory = Recordings.Sequence("TUD-Campus");
        var scores = Enumerable.Range(1, every).Select(first => Score(directory, first, every)).ToList();
        var (mota, idf1) = (scores.Average(score => score.Mota), scores.Average(score => score.Idf1));
        output.WriteLine($"every {every}: MOTA {mota:F3}, IDF1 {idf1:F3}, {scores.Sum(score => score.Switches)} switches in {every} runs");
        Assert.InRange(mota, leastMota, 1);
        Assert.InRange(idf1, leastIdf1, 1);
    }

    private static MotScore Score(string directory, int first, int every)
    {
        var tracker = new SequenceTracker(new TrackerOptions(), new PictureSize(640, 480), framesPerSecond: 25);
        var rows = new List<MotBox>();
        foreach (var frame in MotFrame.Of(MotFile.Read(Path.Combine(directory, "det.txt")), first, every))
        {
            tracker.Update(frame, rows);
        }

        var truth = MotFile.ReadTruth(Path.Combine(directory, "gt.txt"));
        return MotScore.Of([.. truth.Where(box => MotFrame.IsLookedAt(box.Frame, first, every))], rows);
    }
}
