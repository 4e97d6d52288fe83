using System.Globalization;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

public sealed class DetectorTests
{
    [Fact]
    public void It_finds_the_person_the_dog_and_the_horse_of_the_photograph()
    {
        var found = Detect("person.jpg", 640, 424);

        var labels = found.Where(f => f.Score >= 0.35).Select(f => f.Label).ToHashSet();
        Assert.Superset(new HashSet<string> { "person", "dog", "horse" }, labels);
        var person = found.First(f => f.Label == "person").Box;
        Assert.True(person.IntersectionOverUnion(new BoundingBox(0.30f, 0.23f, 0.13f, 0.66f)) > 0.8f, person.ToString());
    }

    [Theory]
    [InlineData("person.jpg", 640, 424)]
    [InlineData("dog.jpg", 768, 576)]
    [InlineData("kite.jpg", 1352, 900)]
    public void It_agrees_with_an_independent_implementation(string photograph, int width, int height)
    {
        var ours = Detect(photograph, width, height).Where(d => d.Score >= 0.5).ToList();

        foreach (var theirs in Reference(photograph))
        {
            // The reference scales the picture with another filter, so scores differ by a little.
            var best = ours.Where(o => o.Label == theirs.Label).MaxBy(o => o.Box.IntersectionOverUnion(theirs.Box));
            Assert.True(best.Label is not null && best.Box.IntersectionOverUnion(theirs.Box) > 0.75f, $"{theirs} has no counterpart");
            Assert.InRange(best.Score, theirs.Score - 0.15f, theirs.Score + 0.15f);
        }
    }

    [Fact]
    public async Task Two_cameras_share_one_session_at_the_same_time()
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        using var frame = StillFrame.From(Checkout.Photograph("person.jpg"), 640, 424);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var detector = new Detector(model);
            var detections = new List<Domain.Detection>();
            for (var i = 0; i < 3; i++)
            {
                detector.Detect(frame, detections);
            }

            return detections;
        })));

        Assert.NotEmpty(results[0]);
        Assert.All(results, r => Assert.Equal(results[0], r));
    }

    private static List<Labelled> Detect(string photograph, int width, int height)
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        using var detector = new Detector(model);
        using var frame = StillFrame.From(Checkout.Photograph(photograph), width, height);
        var detections = new List<Domain.Detection>();
        detector.Detect(frame, detections);
        return [.. detections.Select(d => new Labelled(model.Manifest.Labels[d.ClassId], d.Score, d.Box))];
    }

    private static List<Labelled> Reference(string photograph)
    {
        var script = Path.Combine(Checkout.Root, "scripts", "model", "detect.py");
        var found = Tool.Run("/usr/bin/python3", script, Checkout.Model, Checkout.Photograph(photograph)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(e => new Labelled(
                e.GetProperty("label").GetString()!, e.GetProperty("score").GetSingle(), Box(e.GetProperty("box"))))
            .Where(d => d.Score >= 0.55)
            .ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static BoundingBox Box(JsonElement e) => new(e[0].GetSingle(), e[1].GetSingle(), e[2].GetSingle(), e[3].GetSingle());

    private readonly record struct Labelled(string Label, float Score, BoundingBox Box)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} {Score:0.00} at {Box}");
    }
}
