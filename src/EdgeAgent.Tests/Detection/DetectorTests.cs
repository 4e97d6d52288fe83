using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

public sealed class DetectorTests
{
    [Fact]
    public void It_finds_the_person_the_dog_and_the_horse_of_the_photograph()
    {
        var found = Sighting.Ours(Checkout.Model, "person.jpg", 640, 424);

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
        var ours = Sighting.Ours(Checkout.FloatModel, photograph, width, height).Where(d => d.Score >= 0.5).ToList();
        var reference = Sighting.Reference(Checkout.FloatModel, photograph).Where(d => d.Score >= 0.55).ToList();

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
}
