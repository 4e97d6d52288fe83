using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection;

public sealed class DecoderAllocationTests
{
    [Theory]
    [InlineData("nanodet")]
    [InlineData("yolox")]
    public void Decoding_and_suppressing_a_frame_allocates_nothing(string family)
    {
        var manifest = TinyModel.With(family == "yolox"
            ? new YoloxOutputs { Strides = [8, 16, 32], Predictions = "output" }
            : new NanoDetOutputs { Strides = [8, 16, 32], Scores = ["s8", "s16", "s32"], Boxes = ["b8", "b16", "b32"], BinsPerSide = 8 });
        var decoder = ModelFamily.CreateDecoder(manifest);
        var letterbox = new Letterbox(new MemoryFrame(TinyModel.Side, TinyModel.Side), manifest.Input);
        var random = new Random(1);
        float[][] outputs = [.. decoder.Outputs.Select(o => Enumerable.Range(0, o.Length).Select(_ => random.NextSingle()).ToArray())];
        var detections = new List<Domain.Detection>();

        void Decode()
        {
            detections.Clear();
            decoder.Decode(outputs, 0, letterbox, detections);
            NonMaximumSuppression.Apply(detections, manifest.Thresholds.Iou);
        }

        Decode();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Decode();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEmpty(detections);
    }
}
