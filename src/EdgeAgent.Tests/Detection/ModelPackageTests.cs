using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_missing_package_names_the_file_and_the_remedy()
    {
        var problem = Load("/nowhere/at/all");

        Assert.Equal("model/missing", problem.Code);
        Assert.Equal("/nowhere/at/all/manifest.json", problem.Path);
        Assert.Contains("scripts/setup.sh", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_an_unknown_family_is_refused_with_the_families_that_are_known()
    {
        Copy(manifest => manifest["family"] = "transformer-9000");

        var problem = Load(_directory.Path);

        Assert.Equal("model/unknown-family", problem.Code);
        Assert.Contains("transformer-9000", problem.Message, StringComparison.Ordinal);
        Assert.Contains("nanodet", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_in_the_model_is_found_by_its_hash()
    {
        Copy(_ => { });
        using (var model = File.Open(_directory["model.onnx"], FileMode.Open))
        {
            model.Position = model.Length / 2;
            var value = model.ReadByte();
            model.Position--;
            model.WriteByte((byte)(value ^ 1));
        }

        Assert.Equal("model/corrupt", Load(_directory.Path).Code);
    }

    [Fact]
    public void A_truncated_model_with_a_right_hash_is_refused_by_the_runtime_in_one_line()
    {
        Copy(_ => { });
        var bytes = File.ReadAllBytes(_directory["model.onnx"])[..100_000];
        File.WriteAllBytes(_directory["model.onnx"], bytes);
        Edit(manifest => manifest["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)));

        var problem = Load(_directory.Path);

        Assert.Equal("model/unloadable", problem.Code);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    [Theory]
    [InlineData("input.width", 320, "model/incompatible")]
    [InlineData("input.width", -1, "model/manifest-invalid")]
    [InlineData("input.width", 2000000000, "model/manifest-invalid")]
    [InlineData("input.name", "picture", "model/incompatible")]
    [InlineData("outputs.strides", 8, "model/manifest-invalid")]
    [InlineData("outputs.binsPerSide", 0, "model/manifest-invalid")]
    [InlineData("outputs.binsPerSide", 12, "model/incompatible")]
    [InlineData("outputs.binsPerSide", 100000000, "model/manifest-invalid")]
    [InlineData("outputs.cellCenter", 1e30, "model/manifest-invalid")]
    [InlineData("outputs.scores", null, "model/manifest-invalid")]
    [InlineData("input.name", null, "model/manifest-invalid")]
    [InlineData("input.letterbox", null, "model/manifest-invalid")]
    [InlineData("family", null, "model/manifest-invalid")]
    [InlineData("family", 7, "model/manifest-invalid")]
    [InlineData("family", "yolox", "model/manifest-invalid")]
    [InlineData("outputs", "output", "model/manifest-invalid")]
    [InlineData("thresholds.lowScore", 0.9, "model/manifest-invalid")]
    [InlineData("file", "../../etc/passwd", "model/manifest-invalid")]
    [InlineData("labels", "person", "model/manifest-invalid")]
    public void A_manifest_that_lies_is_refused(string path, object? value, string code)
    {
        Copy(manifest =>
        {
            var names = path.Split('.');
            var node = names.Length == 2 ? manifest[names[0]]!.AsObject() : manifest;
            node[names[^1]] = JsonValue.Create(value);
        });

        Assert.Equal(code, Load(_directory.Path).Code);
    }

    [Theory]
    [InlineData("{\"strides\": [8, 16, 32], \"predictions\": \"scores_8\"}", "model/incompatible")]
    [InlineData("{\"strides\": [8, 16, 32], \"predictions\": \"\"}", "model/manifest-invalid")]
    [InlineData("{\"strides\": [8, 16, 32], \"predictions\": null}", "model/manifest-invalid")]
    [InlineData("{\"strides\": [4, 4, 4, 4, 4, 4, 4], \"predictions\": \"output\"}", "model/manifest-invalid")]
    [InlineData("{\"predictions\": \"output\"}", "model/manifest-invalid")]
    public void Outputs_that_are_not_those_of_the_family_are_refused(string outputs, string code)
    {
        Copy(manifest =>
        {
            manifest["family"] = "yolox";
            manifest["outputs"] = JsonNode.Parse(outputs);
        });

        Assert.Equal(code, Load(_directory.Path).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"name\": \"x\"}")]
    public void A_manifest_that_is_none_is_refused_in_one_line(string text)
    {
        File.WriteAllText(_directory["manifest.json"], text);

        var problem = Load(_directory.Path);

        Assert.Equal("model/manifest-invalid", problem.Code);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    private static Domain.Problem Load(string directory) =>
        Assert.Throws<ModelException>(() => OnnxModel.Load(new ModelOptions { Directory = directory }).Dispose()).Problem;

    private void Copy(Action<JsonObject> change)
    {
        foreach (var file in Directory.GetFiles(Checkout.Model))
        {
            File.Copy(file, _directory[Path.GetFileName(file)]);
        }

        Edit(change);
    }

    private void Edit(Action<JsonObject> change)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(_directory["manifest.json"]))!.AsObject();
        change(manifest);
        File.WriteAllText(_directory["manifest.json"], manifest.ToJsonString());
    }
}
