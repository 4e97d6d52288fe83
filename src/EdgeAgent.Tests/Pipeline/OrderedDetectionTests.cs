using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Pipeline;

public sealed class OrderedDetectionTests : IDisposable
{
    private readonly OnnxModel _model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Frames_come_out_in_the_order_in_which_they_went_in_each_once_and_given_back(int threads)
    {
        var given = 0;
        var seen = new List<double>();
        using (var detection = new OrderedDetection(_model, threads, (frame, _) => seen.Add(frame.Time.TotalSeconds)))
        {
            for (var i = 0; i < 40; i++)
            {
                // Now a large frame, now a small one, so that they take different times.
                detection.Put(new CountedFrame(i % 3 == 0 ? 1280 : 64, i, () => Interlocked.Increment(ref given)));
            }

            detection.Complete();
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (double)i), seen);
        Assert.Equal(40, given);
    }

    [Fact]
    public void What_is_found_does_not_depend_on_how_many_look()
    {
        Assert.Equal(Detect(1), Detect(3));

        List<Domain.Detection> Detect(int threads)
        {
            var found = new List<Domain.Detection>();
            using var detection = new OrderedDetection(_model, threads, (_, detections) => found.AddRange(detections));
            foreach (var photograph in (string[])["person.jpg", "dog.jpg", "kite.jpg", "person.jpg"])
            {
                detection.Put(StillFrame.From(Checkout.Photograph(photograph), 640, 424));
            }

            detection.Complete();
            Assert.NotEmpty(found);
            return found;
        }
    }

    [Fact]
    public void What_regions_show_does_not_depend_on_how_many_look_nor_on_whether_it_is_live()
    {
        var live = Live();

        Assert.Contains(live, tracks => tracks.Count > 2);
        Assert.Equal(live.SelectMany(t => t), Recorded(1).SelectMany(t => t));
        Assert.Equal(live.SelectMany(t => t), Recorded(2).SelectMany(t => t));
        Assert.Equal(live.SelectMany(t => t), Recorded(5).SelectMany(t => t));

        List<List<Track>> Live()
        {
            var seen = new List<List<Track>>();
            var analysis = Analysis();
            using var detector = new Detector(_model, 3);
            foreach (var frame in Frames())
            {
                analysis.Process(frame, detector);
                Assert.Equal(analysis.Regions.Asked, analysis.Regions.LookedAt);
                seen.Add([.. analysis.Tracks]);
            }

            return seen;
        }

        List<List<Track>> Recorded(int threads)
        {
            var seen = new List<List<Track>>();
            var analysis = Analysis();
            using var detection = new OrderedDetection(
                _model,
                threads,
                (frame, detections) =>
                {
                    analysis.Observe(frame, detections);
                    seen.Add([.. analysis.Tracks]);
                },
                analysis.PlanRegions);
            Frames().ForEach(detection.Put);
            detection.Complete();
            return seen;
        }

        CameraAnalysis Analysis() => new(ZoneArgument.WholePicture() with { RegionsPerFrame = 3 }, _model.Manifest, new AnalysisParts(new SharedPoseModel(new PoseModelOptions())));
    }

    [Fact]
    public void A_fault_while_a_region_is_looked_at_is_thrown_and_every_frame_is_given_back()
    {
        var (put, given) = (0, 0);
        using (var detection = new OrderedDetection(_model, 3, (_, _) => { }, _ => new PixelRectangle[] { new(0, 0, 32, 32), new(99, 99, 1, 1) }))
        {
            void PutUntilItFails()
            {
                while (true)
                {
                    detection.Put(new CountedFrame(64, put++, () => Interlocked.Increment(ref given)));
                }
            }

            Assert.Throws<ArgumentException>(PutUntilItFails);
            Assert.Throws<ArgumentException>(detection.Complete);
        }

        Assert.Equal(put, given);
    }

    [Fact]
    public void A_fault_is_thrown_to_whoever_puts_or_completes_and_every_frame_is_given_back()
    {
        var (put, given) = (0, 0);
        using (var detection = new OrderedDetection(_model, 2, (_, _) => throw new InvalidOperationException("boom")))
        {
            void PutOne() => detection.Put(new CountedFrame(64, put++, () => Interlocked.Increment(ref given)));
            void PutUntilItFails()
            {
                while (true)
                {
                    PutOne();
                }
            }

            Assert.Equal("boom", Assert.Throws<InvalidOperationException>(PutUntilItFails).Message);
            Assert.Throws<InvalidOperationException>(detection.Complete);
        }

        Assert.Equal(put, given);
    }

    /// <summary>A crowd on a beach, far away, and other pictures in between; in three sizes.</summary>
    private static List<Frame> Frames() =>
    [
        .. Enumerable.Range(0, 10).Select(i =>
        {
            var (width, height) = i < 6 ? (1352, 900) : i < 8 ? (1281, 721) : (640, 360);
            var frame = StillFrame.From(Checkout.Photograph(i % 4 == 3 ? "person.jpg" : "kite.jpg"), width, height);
            frame.Time = MediaTime.FromSeconds(i * 0.2);
            return frame;
        }),
    ];

    private sealed class CountedFrame : Frame
    {
        private readonly MemoryFrame _picture;
        private readonly Action _onGivenBack;

        public CountedFrame(int side, int second, Action onGivenBack)
        {
            _picture = new MemoryFrame(side, side);
            _onGivenBack = onGivenBack;
            Lend(_picture.Luma, _picture.BlueDifference, _picture.RedDifference);
            Time = MediaTime.FromSeconds(second);
        }

        protected override void GiveBack() => _onGivenBack();
    }
}
