using EdgeAgent.Detection;
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
