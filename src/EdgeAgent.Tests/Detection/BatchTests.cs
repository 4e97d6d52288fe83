using EdgeAgent.Imaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

public sealed class BatchTests : IDisposable
{
    private static readonly PixelRectangle[] Regions = [new(0, 0, 320, 320), new(320, 100, 316, 320), new(100, 4, 420, 420), new(222, 100, 201, 201)];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("int8")]
    [InlineData("float")]
    public void A_picture_gives_the_same_bits_alone_and_among_others(string kind)
    {
        using var model = new RawModel(Path.Combine(kind == "int8" ? Checkout.Int8Model : Checkout.FloatModel, "model.onnx"));
        const int Length = 3 * 416 * 416;
        var pictures = Enumerable.Range(1, 5).Select(seed => RawModel.RandomInput(seed, Length)).ToList();
        var alone = pictures.Select(model.Run).ToList();
        foreach (var count in (int[])[2, 5])
        {
            var together = model.Run([.. pictures.Take(count).SelectMany(picture => picture)]);
            foreach (var (name, values) in together)
            {
                Assert.All(Enumerable.Range(0, count), i => Assert.Equal(alone[i][name], values.AsSpan(i * (values.Length / count), values.Length / count)));
            }
        }
    }

    [Fact]
    public void Regions_are_found_in_alike_whether_the_model_takes_them_at_once_or_one_after_the_other()
    {
        using var batches = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        Assert.True(batches.TakesBatches);
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        using var many = new Detector(batches, most: 4);
        using var few = new Detector(batches, most: 1);
        var (together, apart) = (new List<Domain.Detection>(), new List<Domain.Detection>());

        many.Detect(frame, Regions, together);
        few.Detect(frame, Regions, apart);

        Assert.NotEmpty(together);
        Assert.Equal(together, apart);
    }

    [Fact]
    public void A_model_that_takes_one_picture_looks_at_regions_one_after_the_other()
    {
        Tool.Run(
            "/usr/bin/python3",
            Path.Combine(Checkout.Root, "scripts", "model", "yolox_package.py"), Recordings.Model("yolox_nano.onnx"), "--out", _directory["package"]);
        using var model = OnnxModel.Load(new ModelOptions { Directory = _directory["package"] });
        Assert.False(model.TakesBatches);
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        using var detector = new Detector(model, most: 4);
        var (whole, closer) = (new List<Domain.Detection>(), new List<Domain.Detection>());

        detector.Detect(frame, whole);
        detector.Detect(frame, Regions, closer);

        Assert.All(whole.Where(d => d.Score >= 0.5), d => Assert.Single(closer, c => c.Box.IntersectionOverUnion(d.Box) > 0.6f && c.ClassId == d.ClassId));
    }

    [Fact]
    public void Looking_at_regions_allocates_nothing_once_they_were_seen()
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        using var detector = new Detector(model, most: 4);
        var detections = new List<Domain.Detection>();
        detector.Detect(frame, Regions, detections);
        detector.Detect(frame, Regions, detections);
        var before = GC.GetAllocatedBytesForCurrentThread();
        detector.Detect(frame, Regions, detections);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_region_for_which_the_model_gives_no_numbers_is_a_fault_not_an_empty_street()
    {
        var directory = ConstantModel.Write(_directory["nan"], 64, ["person"], "person", float.NaN);
        using var model = OnnxModel.Load(new ModelOptions { Directory = directory });
        using var frame = new MemoryFrame(640, 424);
        using var detector = new Detector(model, most: 2);

        var fault = Assert.Throws<ModelException>(() => detector.DetectPart(frame, Regions[0], []));
        Assert.Equal("model/not-a-number", fault.Problem.Code);
        Assert.Throws<ModelException>(() => detector.Detect(frame, Regions.AsSpan(0, 1), []));
    }
}
