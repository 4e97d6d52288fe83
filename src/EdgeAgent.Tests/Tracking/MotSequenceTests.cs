using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>The tracker on MOTChallenge's TUD-Campus with its public Faster R-CNN detections (640×480, 25 frames a second).</summary>
public sealed class MotSequenceTests(ITestOutputHelper output)
{
    private const double Width = 640;
    private const double Height = 480;
    private const double FramesPerSecond = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void It_does_better_than_Sort_on_a_street_with_people_hiding_each_other(int every)
    {
        var directory = Sequence("TUD-Campus");
        Assert.SkipWhen(directory is null, "the recording mot/TUD-Campus is not here (EDGEAGENT_TEST_DATA)");
        var truth = Read(Path.Combine(directory, "gt.txt")).Where(box => Sampled(box, every)).ToList();
        var detections = Read(Path.Combine(directory, "det.txt")).Where(box => Sampled(box, every)).ToList();
        var result = Track(detections, every);
        var score = MotScore.Of(truth, result);
        output.WriteLine($"every {every}: {score}");
    }

    private static bool Sampled(MotBox box, int every) => (box.Frame - 1) % every == 0;

    private static List<MotBox> Track(IReadOnlyCollection<MotBox> detections, int every)
    {
        var tracker = new ByteTracker(new TrackerOptions(), Width / Height);
        var byFrame = detections.ToLookup(box => box.Frame);
        var tracks = new List<Track>();
        var result = new List<MotBox>();
        var tentative = new Dictionary<int, MotBox>();
        for (var frame = 1; frame <= detections.Max(box => box.Frame); frame += every)
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
                    if (tentative.Remove(track.Id, out var first))
                    {
                        result.Add(first);
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

    private static string? Sequence(string name)
    {
        if (Environment.GetEnvironmentVariable("EDGEAGENT_TEST_DATA") is { Length: > 0 } root)
        {
            return Existing(Path.Combine(root, "mot", name));
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (Existing(Path.Combine(directory.FullName, "shared", "data", "mot", name)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Existing(string path) => Directory.Exists(path) ? path : null;
}
