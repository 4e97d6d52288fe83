using System.Numerics.Tensors;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>The script that makes the default model out of its npm package.</summary>
public sealed class ModelConversionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_writes_the_same_bytes_every_time()
    {
        NanoDetConversion.Run(_directory["model"]);

        Assert.Equal(File.ReadAllBytes(Path.Combine(Checkout.FloatModel, "model.onnx")), File.ReadAllBytes(_directory["model/model.onnx"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Checkout.FloatModel, "manifest.json")), File.ReadAllBytes(_directory["model/manifest.json"]));
    }

    [Fact]
    public void Folding_the_pads_and_transposes_changes_no_answer()
    {
        NanoDetConversion.Run(_directory["model"], "--plain");

        Assert.Equal((29, 161), (OnnxGraph.Count("Pad", _directory["model"]), OnnxGraph.Count("Transpose", _directory["model"])));
        Assert.Equal((0, 6), (OnnxGraph.Count("Pad", Checkout.FloatModel), OnnxGraph.Count("Transpose", Checkout.FloatModel)));
        using var plain = new RawModel(_directory["model/model.onnx"]);
        using var folded = new RawModel(Path.Combine(Checkout.FloatModel, "model.onnx"));
        for (var seed = 1; seed <= 3; seed++)
        {
            var input = RawModel.RandomInput(seed, 3 * 416 * 416);
            foreach (var (name, expected) in plain.Run(input))
            {
                // Sums of floats in another order: outputs go up to 10.
                var actual = folded.Run(input)[name];
                Assert.Equal(expected.Length, actual.Length);
                Assert.True(TensorPrimitives.Distance(expected, actual) / MathF.Sqrt(expected.Length) < 1e-5f, name);
                Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
            }
        }
    }

    [Fact]
    public void A_package_that_is_not_the_pinned_one_is_refused_in_one_line_and_nothing_is_written()
    {
        File.WriteAllText(_directory["other.tgz"], "another package");

        var (exitCode, _, errors) = NanoDetConversion.TryRun(_directory["other.tgz"], _directory["model"]);

        Assert.NotEqual(0, exitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(_directory["model/model.onnx"]));
    }
}
