using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>The script that makes the 8-bit model out of the float one, and what is lost on the way.</summary>
public sealed class QuantizationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_writes_the_same_bytes_every_time()
    {
        var made = Checkout.Int8Model;

        Tool.Run(
            "/usr/bin/python3",
            Path.Combine(Checkout.Root, "scripts", "model", "quantize.py"), "--model", Checkout.FloatModel, "--out", _directory["model"]);

        Assert.Equal(File.ReadAllBytes(Path.Combine(made, "model.onnx")), File.ReadAllBytes(_directory["model/model.onnx"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(made, "manifest.json")), File.ReadAllBytes(_directory["model/manifest.json"]));
    }

    [Fact]
    public void It_sees_what_the_float_model_sees_in_a_photograph_that_it_was_not_calibrated_on()
    {
        var expected = Sighting.Ours(Checkout.FloatModel, "kite.jpg", 1352, 900);
        var actual = Sighting.Ours(Checkout.Int8Model, "kite.jpg", 1352, 900);

        AssertFound(expected.Where(d => d.Score >= 0.4), actual);
        AssertFound(actual.Where(d => d.Score >= 0.4), expected);
    }

    private static void AssertFound(IEnumerable<Labelled> some, List<Labelled> others)
    {
        Assert.NotEmpty(some);
        Assert.All(some, one =>
        {
            var other = one.Counterpart(others);
            Assert.True(other?.Box.IntersectionOverUnion(one.Box) > 0.7f, $"{one} has no counterpart");
            Assert.InRange(other.Value.Score, one.Score - 0.08f, one.Score + 0.08f);
        });
    }
}
