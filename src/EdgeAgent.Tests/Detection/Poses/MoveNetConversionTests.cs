using System.Numerics.Tensors;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection.Poses;

/// <summary>The script that makes the pose model: up to the heads, and as TensorFlow has it with all that finds the points.</summary>
public sealed class MoveNetConversionTests : IDisposable
{
    private const string Script = "movenet_to_onnx.py";
    private const int Side = 192;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_writes_the_same_bytes_every_time()
    {
        NanoDetConversion.RunScript(Script, _directory["model"]);

        foreach (var file in new[] { "model.onnx", "manifest.json" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(Checkout.PoseModel, file)), File.ReadAllBytes(_directory[$"model/{file}"]));
        }
    }

    [Fact]
    public void Neither_folding_the_graph_nor_finding_the_points_outside_of_it_changes_an_answer()
    {
        NanoDetConversion.RunScript(Script, _directory["model"], "--plain");
        Assert.Equal((25, 155), (OnnxGraph.Count("Pad", _directory["model"]), OnnxGraph.Count("Transpose", _directory["model"])));
        Assert.Equal((0, 0), (OnnxGraph.Count("Pad", Checkout.PoseModel), OnnxGraph.Count("Transpose", Checkout.PoseModel)));

        var manifest = ModelPackage.Read(Checkout.PoseModel).Manifest;
        var decoder = ModelFamily.CreatePoseDecoder(manifest);
        using var plain = new RawModel(_directory["model/model.onnx"]);
        using var folded = new RawModel(Path.Combine(Checkout.PoseModel, "model.onnx"));
        foreach (var input in Inputs(manifest))
        {
            var expected = plain.Run(input);
            var actual = folded.Run(input);
            foreach (var (name, planes, cells) in decoder.Outputs.Select(o => (o.Name, o.Cells, o.Channels)))
            {
                var turned = ToPlanes(expected[name], planes, cells);

                // Sums of floats in another order: outputs go up to 70.
                Assert.True(TensorPrimitives.Distance(turned, actual[name]) / MathF.Sqrt(turned.Length) < 1e-5f, name);
            }

            Assert.True(decoder.TryDecode([.. decoder.Outputs.Select(o => actual[o.Name])], out var pose));
            for (var point = 0; point < Pose.Count; point++)
            {
                // TensorFlow's 1/48 is a float16, too small by 0.025 %.
                var found = pose[(BodyPoint)point];
                Assert.Equal(expected["keypoints"][3 * point], found.Y, 5e-4f);
                Assert.Equal(expected["keypoints"][(3 * point) + 1], found.X, 5e-4f);
                Assert.Equal(expected["keypoints"][(3 * point) + 2], found.Score, 1e-5f);
            }
        }
    }

    /// <summary>Noise, a person, and the person turned.</summary>
    private static IEnumerable<float[]> Inputs(ModelManifest manifest)
    {
        yield return RawModel.RandomInput(seed: 1, 3 * Side * Side);
        var crop = new PersonCrop(manifest.Input);
        using var frame = Photographed.Frame();
        crop.Sample(frame, PixelSquare.Around(Photographed.Person, frame.Width, frame.Height, 1.25f));
        for (var turns = 0; turns < 4; turns++)
        {
            var input = new float[3 * Side * Side];
            crop.Write(turns, input);
            yield return input;
        }
    }

    private static float[] ToPlanes(float[] cellsOfPlanes, int planes, int cells) =>
        [.. Enumerable.Range(0, planes * cells).Select(i => cellsOfPlanes[(i % cells * planes) + (i / cells)])];
}
