using CsCheck;
using EdgeAgent.Cli.Eval;
using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

public sealed class ByteTrackerPropertyTests
{
    private static readonly Gen<double> FramesPerSecond = Gen.Double[3, 30];

    [Fact]
    public void Someone_who_walks_keeps_one_id_at_any_frame_rate_with_frames_dropped()
    {
        var walks =
            from fps in FramesPerSecond
            from height in Gen.Double[0.1, 0.6]

            // In own heights per second: walking is 0.8.
            from speed in Gen.Double[-1.0, 1.0]
            from drops in Gen.Double[0, 1].Array[200]
            select (fps, height, speed, drops);
        walks.Sample(walk =>
        {
            var (fps, height, speed, drops) = walk;
            var tracker = new ByteTracker(new TrackerOptions());
            var tracks = new List<Track>();
            var last = 0.0;
            for (var frame = 0; frame < 200; frame++)
            {
                // Half of the frames are dropped, but never for longer than a second. The first two, and a third of a second, are there: nobody's
                // speed is known from a thirtieth.
                var time = frame / fps;
                if (frame > 1 && time > 0.33 && drops[frame] < 0.5 && time + (1 / fps) - last <= 1)
                {
                    continue;
                }

                last = time;
                var x = 0.5 + (speed * height * time * 9 / 16);
                if (x is < 0 or > 1)
                {
                    break;
                }

                Update(tracker, time, tracks, Standing(x, 0.8, height));
                Assert.Equal(1, Assert.Single(tracks).Id);
                Assert.Equal(frame == 0 ? TrackState.Tentative : TrackState.Confirmed, tracks[0].State);
            }
        });
    }

    [Fact]
    public void Two_people_of_different_size_cross_and_keep_their_ids()
    {
        var crossings =
            from fps in FramesPerSecond
            from small in Gen.Double[0.1, 0.2]
            from speed in Gen.Double[0.3, 1.0]
            select (fps, small, speed);
        crossings.Sample(crossing =>
        {
            var (fps, small, speed) = crossing;
            var tracker = new ByteTracker(new TrackerOptions());
            var tracks = new List<Track>();
            for (var time = 0.0; time <= 8; time += 1 / fps)
            {
                var way = speed * small * (time - 4) * 9 / 16;
                Update(tracker, time, tracks, Standing(0.5 + way, 0.8, small), Standing(0.5 - way, 0.9, small * 2));
                if (time > 0)
                {
                    Assert.Equal([1, 2], tracks.Select(track => track.Id));
                }
            }

            Assert.Equal(small, tracks[0].Box.Height, 0.05 * small);
        });
    }

    [Fact]
    public void A_mirrored_street_gives_mirrored_tracks()
    {
        Gen.Select(Gen.Int[0, 10_000], FramesPerSecond).Sample(
            (seed, fps) =>
            {
                var street = new Street(seed, people: 6, seconds: 10);
                var (plain, mirrored) = (new ByteTracker(new TrackerOptions()), new ByteTracker(new TrackerOptions()));
                var (tracks, images) = (new List<Track>(), new List<Track>());
                for (var time = 0.0; time < 10; time += 1 / fps)
                {
                    var detections = street.At(time).Detections.ToArray();
                    Update(plain, time, tracks, detections);
                    Update(mirrored, time, images, Array.ConvertAll(detections, detection => detection with { Box = Mirror(detection.Box) }));
                    Assert.Equal(tracks.Select(track => (track.Id, track.State)), images.Select(track => (track.Id, track.State)));
                    Assert.All(tracks.Zip(images), pair =>
                    {
                        Assert.Equal(pair.First.Box.X, Mirror(pair.Second.Box).X, 1e-3f);
                        Assert.Equal(pair.First.Box.Y, pair.Second.Box.Y, 1e-3f);
                        Assert.Equal(pair.First.Box.Width, pair.Second.Box.Width, 1e-3f);
                    });
                }
            },
            iter: 40);
    }

    [Fact]
    public void Scores_below_the_low_one_never_make_tracks()
    {
        Gen.Select(Gen.Float[0, 0.0999f], Gen.Float[0, 0.9f], Gen.Float[0, 0.5f]).Array[1, 50].Sample(boxes =>
        {
            var tracker = new ByteTracker(new TrackerOptions());
            var tracks = new List<Track>();
            var detections = Array.ConvertAll(boxes, box => new Domain.Detection(0, box.Item1, new BoundingBox(box.Item2, box.Item3, 0.1f, 0.3f)));
            for (var frame = 0; frame < 5; frame++)
            {
                Update(tracker, frame * 0.2, tracks, detections);
                Assert.Empty(tracks);
            }
        });
    }

    [Fact]
    public void Whatever_comes_ids_are_unique_removal_is_told_once_and_nothing_throws()
    {
        var wild = Gen.OneOf(Gen.Float, Gen.Float[-1, 2], Gen.Float[0, 1]);
        var detection = Gen.Select(Gen.Int[-1, 3], wild, wild, wild, wild, wild)
            .Select(d => new Domain.Detection(d.Item1, d.Item2, new BoundingBox(d.Item3, d.Item4, d.Item5, d.Item6)));
        var usual = Gen.Select(Gen.Float[0, 1], Gen.Float[0, 1]).Select(d => new Domain.Detection(0, d.Item1, new BoundingBox(d.Item2, 0.4f, 0.1f, 0.4f)));
        var frame = Gen.Select(Gen.Double[-0.5, 4], Gen.OneOf(detection, usual).Array[0, 12]);
        frame.Array[1, 40].Sample(frames =>
        {
            var tracker = new ByteTracker(new TrackerOptions());
            var tracks = new List<Track>();
            var removed = new HashSet<int>();
            var random = new Random(frames.Length);
            var time = 0.0;
            foreach (var (step, detections) in frames)
            {
                // As many colours as there are detections, or fewer, or more.
                var colors = Enumerable.Range(0, random.Next(15)).Select(i => i % 3 == 0 ? default : Wardrobe.Show(i % Wardrobe.Size, random));
                tracker.Update(MediaTime.FromSeconds(time += step), detections, [.. colors], tracks);
                Assert.Equal(tracks.Count, tracks.Select(track => track.Id).Distinct().Count());
                Assert.DoesNotContain(tracks, track => removed.Contains(track.Id));
                Assert.All(tracks, track => Assert.True(float.IsFinite(track.Box.Area) && track.Box.Area > 0));
                removed.UnionWith(tracks.Where(track => track.State == TrackState.Removed).Select(track => track.Id));
            }
        });
    }

    [Theory]
    [InlineData(25, 0.65)]
    [InlineData(5, 0.65)]
    [InlineData(3, 0.55)]
    public void It_keeps_ids_on_crowded_drawn_streets_at_low_frame_rates_too(double fps, double leastIdf1)
    {
        var idf1 = Enumerable.Range(0, 6).Average(seed => Score(seed, fps).Idf1);
        Assert.InRange(idf1, leastIdf1, 1);
    }

    private static MotScore Score(int seed, double fps)
    {
        var street = new Street(seed, people: 25, seconds: 30);
        var tracker = new ByteTracker(new TrackerOptions(), Street.Aspect);
        var (tracks, truth, result) = (new List<Track>(), new List<MotBox>(), new List<MotBox>());
        for (var frame = 0; frame < 30 * fps; frame++)
        {
            var (people, detections) = street.At(frame / fps);
            Update(tracker, frame / fps, tracks, [.. detections]);
            truth.AddRange(people.Select(person => ToMot(frame, person.Id, person.Box)));
            result.AddRange(tracks.Where(track => track.State == TrackState.Confirmed).Select(track => ToMot(frame, track.Id, track.Box)));
        }

        return MotScore.Of(truth, result);
    }

    private static MotBox ToMot(int frame, int id, BoundingBox box) => new(frame, id, box.X, box.Y, box.Width, box.Height, 1);

    private static Domain.Detection Standing(double x, double foot, double height)
    {
        var width = height * 0.4 * 9 / 16;
        return new Domain.Detection(0, 0.9f, new BoundingBox((float)(x - (width / 2)), (float)(foot - height), (float)width, (float)height));
    }

    private static BoundingBox Mirror(BoundingBox box) => box with { X = 1 - box.Right };

    private static void Update(ByteTracker tracker, double seconds, List<Track> tracks, params Domain.Detection[] detections) =>
        tracker.Update(MediaTime.FromSeconds(seconds), detections, tracks);
}
