using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection.Poses;

public sealed class PosePackageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_pose_model_where_a_detector_is_wanted_is_named_as_what_it_is()
    {
        var problem = Assert.Throws<ModelException>(() => OnnxModel.Load(new ModelOptions { Directory = Checkout.PoseModel }).Dispose()).Problem;

        Assert.Equal("model/no-detector", problem.Code);
        Assert.Contains("movenet", problem.Message, StringComparison.Ordinal);
        Assert.Contains("model.directory", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_where_a_pose_model_is_wanted_is_named_as_what_it_is()
    {
        var problem = Load(Checkout.Model);

        Assert.Equal("model/no-pose-model", problem.Code);
        Assert.Contains("nanodet", problem.Message, StringComparison.Ordinal);
        Assert.Contains(".artifacts/model-pose", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_package_names_the_file() => Assert.Equal("model/missing", Load("/nowhere/at/all").Code);

    [Theory]
    [InlineData("family", "\"nanodet\"", "model/manifest-invalid")]
    [InlineData("outputs.heatmaps", "\"\"", "model/manifest-invalid")]
    [InlineData("outputs.offsets", "null", "model/manifest-invalid")]
    [InlineData("outputs.strides", "[4, 8]", "model/manifest-invalid")]
    [InlineData("outputs.strides", "[]", "model/manifest-invalid")]
    [InlineData("thresholds.score", "0", "model/manifest-invalid")]
    [InlineData("labels", "[\"person\"]", "model/manifest-invalid")]
    [InlineData("input.width", "384", "model/manifest-invalid")]
    [InlineData("input.std", "[1, 0, 1]", "model/manifest-invalid")]
    [InlineData("input.letterbox.fill", "[0, 0, 9]", "model/manifest-invalid")]
    [InlineData("outputs.strides", "[8]", "model/incompatible")]
    [InlineData("outputs.heatmaps", "\"offsets\"", "model/incompatible")]
    [InlineData("outputs.centers", "\"middles\"", "model/incompatible")]
    [InlineData("input.name", "\"picture\"", "model/incompatible")]
    public void A_manifest_that_lies_is_refused(string path, string value, string code)
    {
        foreach (var file in Directory.GetFiles(Checkout.PoseModel))
        {
            File.Copy(file, _directory[Path.GetFileName(file)]);
        }

        var manifest = JsonNode.Parse(File.ReadAllText(_directory["manifest.json"]))!.AsObject();
        var names = path.Split('.');
        var node = names[..^1].Aggregate(manifest, (at, name) => at[name]!.AsObject());
        node[names[^1]] = JsonNode.Parse(value);
        File.WriteAllText(_directory["manifest.json"], manifest.ToJsonString());

        Assert.Equal(code, Load(_directory.Path).Code);
    }

    private static Problem Load(string directory) => Assert.Throws<ModelException>(() => PoseModel.Load(directory).Dispose()).Problem;
}
