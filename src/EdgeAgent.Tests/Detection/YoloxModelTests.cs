using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>A real model of the family, made a package by the script.</summary>
public sealed class YoloxModelTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_finds_the_person_the_dog_and_the_horse_of_the_photograph()
    {
        var found = Sighting.Ours(Package(), "person.jpg", 640, 424);

        foreach (var (label, score) in new[] { ("person", 0.88f), ("dog", 0.87f), ("horse", 0.87f) })
        {
            Assert.Equal(score, found.First(f => f.Label == label).Score, 0.02f);
        }
    }

    [Theory]
    [InlineData("person.jpg", 640, 424)]
    [InlineData("dog.jpg", 768, 576)]
    [InlineData("kite.jpg", 1352, 900)]
    public void It_agrees_with_an_independent_implementation(string photograph, int width, int height)
    {
        var package = Package();
        var ours = Sighting.Ours(package, photograph, width, height);
        var reference = Sighting.Reference(package, photograph).Where(d => d.Score >= 0.5).ToList();

        Assert.NotEmpty(reference);
        foreach (var theirs in reference)
        {
            // The reference scales the picture with another filter, so scores differ by a little.
            var best = theirs.Counterpart(ours);
            Assert.True(best?.Box.IntersectionOverUnion(theirs.Box) > 0.75f, $"{theirs} has no counterpart");
            Assert.InRange(best.Value.Score, theirs.Score - 0.15f, theirs.Score + 0.15f);
        }
    }

    [Fact]
    public void A_model_of_another_family_is_made_no_package()
    {
        var (exitCode, _, errors) = Make(Path.Combine(Checkout.FloatModel, "model.onnx"));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("6 outputs", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["package"]));
    }

    private string Package()
    {
        var (exitCode, _, errors) = Make(Recordings.Model("yolox_nano.onnx"));
        Assert.True(exitCode == 0, errors);
        return _directory["package"];
    }

    private (int ExitCode, string Output, string Errors) Make(string model) => Tool.TryRun(
        "/usr/bin/python3", Path.Combine(Checkout.Root, "scripts", "model", "yolox_package.py"), model, "--out", _directory["package"]);
}
