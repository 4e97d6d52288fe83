using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Tracking;
using EdgeAgent.Tracking.Statics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>Real streets, begun again and again until everything that stays has had its ten minutes.</summary>
public sealed class StaticsOnVideoTests(ITestOutputHelper output)
{
    private const double FramesPerSecond = 5;

    [Fact]
    public async Task A_shopping_street_teaches_its_mannequins_and_bins_and_loses_no_pedestrian()
    {
        var street = await SeeAsync("town-centre.mp4");
        var (sieve, now) = Watch(street);

        // A headless mannequin at a door, one in the window, two bins.
        Assert.True(Knows(sieve, "person", new BoundingBox(0.185f, 0.144f, 0.030f, 0.143f)));
        Assert.True(Knows(sieve, "person", new BoundingBox(0.006f, 0.250f, 0.043f, 0.158f)));
        Assert.True(Knows(sieve, "suitcase", new BoundingBox(0.651f, 0.585f, 0.062f, 0.156f)));
        Assert.True(Knows(sieve, "suitcase", new BoundingBox(0.781f, 0.267f, 0.051f, 0.129f)));

        var (walkers, lost) = Pass(street, sieve, now);
        output.WriteLine($"{walkers} detections of walkers in one pass, {lost} of them dropped");
        Assert.True(walkers > 100, $"{walkers} walkers");
        Assert.True(lost <= walkers / 50, $"{lost} of {walkers}");
    }

    [Fact]
    public async Task People_who_stand_at_one_place_one_after_the_other_are_never_learned()
    {
        var (sieve, _) = Watch(await SeeAsync("one-by-one-person-detection.mp4"));
        Assert.Contains(sieve.Known.All, known => known.Label == "tv");
        Assert.DoesNotContain(sieve.Known.All, known => known.Label == "person");
    }

    [Fact]
    public async Task A_bag_that_was_put_down_is_not_learned_in_a_quarter_of_an_hour()
    {
        var (sieve, _) = Watch(await SeeAsync("abandoned-bag.mp4"));
        Assert.DoesNotContain(sieve.Known.All, known => known.Label is "suitcase" or "backpack" or "handbag" or "person");
    }

    private static bool Knows(StaticSieve sieve, string label, BoundingBox box) =>
        sieve.Known.All.Any(known => known.Label == label && known.Box.IntersectionOverUnion(box) > 0.7f);

    private static async Task<Seen> SeeAsync(string name)
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        var seen = new Seen([], [.. model.Manifest.Labels], model.Manifest.Thresholds);
        using var sink = new Sink(
            new OrderedDetection(model, Environment.ProcessorCount, (_, detections) => seen.Frames.Add([.. detections])), new FrameThrottle(FramesPerSecond));
        var source = new VideoSource(
            new CaptureOptions { Url = Recordings.Video(name) }, new FileMediaClock(DateTimeOffset.UnixEpoch), NullLogger<VideoSource>.Instance);
        await source.RunAsync(sink, TestContext.Current.CancellationToken);
        sink.Complete();
        return seen;
    }

    private (StaticSieve Sieve, double Now) Watch(Seen seen)
    {
        var (sieve, now) = (new StaticSieve(new StaticsOptions(), seen.Labels, 16 / 9.0), 0.0);
        while (now < 900)
        {
            foreach (var frame in seen.Frames)
            {
                sieve.Sift(MediaTime.FromSeconds(now), [.. frame]);
                now += 1 / FramesPerSecond;
            }
        }

        foreach (var known in sieve.Known.All)
        {
            output.WriteLine($"{known.Id} {known.Label} at {known.Box}, spread {known.Spread:0.000}");
        }

        return (sieve, now);
    }

    /// <summary>How many detections belong to tracks that walk a third of their height, and how many of those are dropped.</summary>
    private static (int Walkers, int Lost) Pass(Seen seen, StaticSieve sieve, double now)
    {
        var tracker = new ByteTracker(
            new TrackerOptions { HighScore = seen.Thresholds.Score, LowScore = seen.Thresholds.LowScore, NewTrackScore = seen.Thresholds.Score + 0.1f }, 16 / 9.0);
        var (tracks, begun, of) = (new List<Track>(), new Dictionary<int, BoundingBox>(), new List<(int Track, bool Dropped)>());
        var walked = new HashSet<int>();
        foreach (var frame in seen.Frames)
        {
            var time = MediaTime.FromSeconds(now += 1 / FramesPerSecond);
            List<Domain.Detection> left = [.. frame];
            sieve.Sift(time, left);
            tracker.Update(time, frame.ToArray(), tracks);
            foreach (var track in tracks.Where(track => track.State == TrackState.Confirmed && track.LastSeen == time && seen.Labels[track.ClassId] == "person"))
            {
                begun.TryAdd(track.Id, track.Box);
                var (first, box) = (begun[track.Id], track.Box);
                if (Math.Max(Math.Abs(first.FootPoint.X - box.FootPoint.X) * 16 / 9, Math.Abs(first.FootPoint.Y - box.FootPoint.Y)) > box.Height / 3)
                {
                    walked.Add(track.Id);
                }

                if (frame.Where(seen => seen.ClassId == track.ClassId).MaxBy(seen => seen.Box.IntersectionOverUnion(box)) is var best
                    && best.Box.IntersectionOverUnion(box) > 0.6f)
                {
                    of.Add((track.Id, !left.Contains(best)));
                }
            }
        }

        var walking = of.Where(seen => walked.Contains(seen.Track)).ToList();
        return (walking.Count, walking.Count(seen => seen.Dropped));
    }

    private sealed record Seen(List<List<Domain.Detection>> Frames, string[] Labels, ModelThresholds Thresholds);

    private sealed class Sink(OrderedDetection detection, FrameThrottle throttle) : ICaptureSink, IDisposable
    {
        public void Connected(VideoStream stream)
        {
        }

        public void PacketRead(Packet packet, MediaTime time)
        {
        }

        public bool WantsFrame(MediaTime time) => throttle.Take(time);

        public void FrameDecoded(Frame frame) => detection.Put(frame);

        public void Complete() => detection.Complete();

        public void Dispose() => detection.Dispose();
    }
}
