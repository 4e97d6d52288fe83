using System.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Rules.Postures;

namespace EdgeAgent.Detection.Poses;

/// <summary>A measurement, not a test: what is said about people who stand and walk, as they are and with the picture turned by a quarter.</summary>
public sealed class PostureOnRecordings(ITestOutputHelper output) : IDisposable
{
    private readonly OnnxModel _model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
    private readonly PoseModel _poses = PoseModel.Load(Checkout.PoseModel);

    public void Dispose()
    {
        _model.Dispose();
        _poses.Dispose();
    }

    [Theory(Explicit = true)]
    [InlineData("town-centre.mp4", 1920, 1080, 1)]
    [InlineData("one-by-one-person-detection.mp4", 768, 432, 2)]
    [InlineData("night-infrared.mp4", 640, 360, 4)]
    [InlineData("abandoned-bag.mp4", 640, 360, 2)]
    public void People_who_stand_and_walk(string name, int width, int height, double perSecond)
    {
        using var detector = new Detector(_model);
        using var estimator = new PoseEstimator(_poses);
        var counts = new SortedDictionary<(string, string, Posture), int>();
        var seen = _poses.Manifest.Thresholds.Score;
        var times = new List<double>();
        var detections = new List<Domain.Detection>();
        foreach (var frame in StillFrame.All(Recordings.Video(name), width, height, perSecond))
        {
            detector.Detect(frame, detections);
            using var turned = StillFrame.Turned(frame);
            foreach (var person in detections.Where(d => d.ClassId == 0 && d.Score >= 0.5))
            {
                var started = Stopwatch.GetTimestamp();
                var pose = estimator.Estimate(frame, person.Box);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                var pixels = person.Box.Height * height;
                var size = pixels < 60 ? "a <60" : pixels < 120 ? "b <120" : pixels < 240 ? "c <240" : "d large";
                Count(size, "0°", PostureJudge.PostureOf(pose, (float)frame.Width / frame.Height, seen));
                var box = new BoundingBox(1 - person.Box.Bottom, person.Box.X, person.Box.Height, person.Box.Width);
                Count(size, "90°", PostureJudge.PostureOf(estimator.Estimate(turned, box), (float)turned.Width / turned.Height, seen));
            }
        }

        foreach (var ((size, turn, posture), count) in counts)
        {
            output.WriteLine($"{name} {size} {turn} {posture}: {count}");
        }

        times.Sort();
        output.WriteLine($"{times.Count} poses, median {times[times.Count / 2]:0.0} ms, 90 % {times[times.Count * 9 / 10]:0.0} ms, least {times[0]:0.0}");

        void Count(string size, string turn, Posture posture) => counts[(size, turn, posture)] = counts.GetValueOrDefault((size, turn, posture)) + 1;
    }
}
