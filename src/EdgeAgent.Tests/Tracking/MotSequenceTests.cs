using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Tracking;

/// <summary>The tracker on MOTChallenge's TUD-Campus with its public Faster R-CNN detections (640×480, 25 frames a second).</summary>
public sealed class MotSequenceTests(ITestOutputHelper output)
{
    private const double Width = 640;
    private const double Height = 480;
    private const double FramesPerSecond = 25;

    /// <summary>
    /// A softmax classifier's scores crowd near 1, so that they are taken as they are with ByteTrack's published thresholds (section 4.1:
    /// 0.6, new tracks 0.1 above), not with the defaults, which suit detectors with lower scores.
    /// </summary>
    private static readonly TrackerOptions Options = new() { HighScore = 0.6f, NewTrackScore = 0.7f };

    // SORT scores MOTA 0.627 and IDF1 0.607 on every frame. With frames left out, the mean over all first frames counts.
    [Theory]
    [InlineData(1, 0.66, 0.70)]
    [InlineData(2, 0.62, 0.70)]
    [InlineData(5, 0.60, 0.68)]
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
        var truth = Read(Path.Combine(directory, "gt.txt")).Where(IsLookedAt).ToList();
        var detections = Read(Path.Combine(directory, "det.txt")).Where(IsLookedAt).ToList();
        return MotScore.Of(truth, Track(detections, first, every));

        bool IsLookedAt(MotBox box) => box.Frame >= first && (box.Frame - first) % every == 0;
    }

    private static List<MotBox> Track(IReadOnlyCollection<MotBox> detections, int first, int every)
    {
        var tracker = new ByteTracker(Options, Width / Height);
        var byFrame = detections.ToLookup(box => box.Frame);
        var tracks = new List<Track>();
        var result = new List<MotBox>();
        var tentative = new Dictionary<int, MotBox>();
        for (var frame = first; frame <= detections.Max(box => box.Frame); frame += every)
        {
            var seen = byFrame[frame].Select(box => new Domain.Detection(0, (float)box.Score, new BoundingBox(
                (float)(box.X / Width), (float)(box.Y / Height), (float)(box.Width / Width), (float)(box.Height / Height))));
            tracker.Update(MediaTime.FromSeconds(frame / FramesPerSecond), [.. seen], tracks);
            foreach (var track in tracks)
            {
                var box = new MotBox(
                    frame, track.Id, track.Box.X * Width, track.Box.Y * Height, track.Box.Width * Width, track.Box.Height * Height, track.Score);
                if (track.State == TrackState.Tentative)
                {
                    tentative[track.Id] = box;
                }
                else if (track.State == TrackState.Confirmed)
                {
                    // Once it is confirmed, its first sight counts too.
                    if (tentative.Remove(track.Id, out var begun))
                    {
                        result.Add(begun);
                    }

                    result.Add(box);
                }
            }
        }

        return result;
    }

    private static IEnumerable<MotBox> Read(string path) =>
        from line in File.ReadLines(path)
        let fields = line.Split(',')
        let numbers = Array.ConvertAll(fields, field => double.Parse(field, CultureInfo.InvariantCulture))
        select new MotBox((int)numbers[0], (int)numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
}
