using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

public sealed class AbandonedObjectPropertyTests
{
    private static readonly AbandonedObjectOptions Rule = new() { Id = "dumped", Zone = "ground", MinimumSeconds = 3, UnattendedSeconds = 1 };

    /// <summary>Things that come and go, people who walk, light that jumps, time that stands still or leaps.</summary>
    private static readonly Gen<(double Step, double X, bool Lies, int People, double Light)[]> Anything =
        Gen.Select(Gen.Double[-0.2, 2.5], Gen.Double[0.1, 0.8], Gen.Bool, Gen.Int[0, 3], Gen.Double[0.2, 1.6]).Array[1, 12]
            .SelectMany(parts => Gen.Const(parts.SelectMany(part => Enumerable.Repeat(part, 12)).ToArray()));

    [Fact]
    public void Every_start_has_one_end_and_nothing_is_told_in_the_first_seconds()
    {
        Anything.Sample(
            frames =>
            {
                var story = new SceneStory(Rule);
                var time = 0.0;
                foreach (var (step, x, lies, people, light) in frames)
                {
                    time += step;
                    story.Scene.Clear().Light = light;
                    if (lies)
                    {
                        story.Scene.Draw(new BoundingBox((float)x, 0.8f, 0.06f, 0.08f), 40);
                    }

                    story.See(time, [.. Enumerable.Range(1, people).Select(id => SceneStory.Somebody((x + (id * 0.21)) % 1, id))]);
                }

                story.Finish();
                var starts = story.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal => signal.Occurrence).ToList();
                Assert.Equal(starts.Order(), story.Signals.Where(signal => signal.Phase == EventPhase.End).Select(signal => signal.Occurrence).Order());
                Assert.Equal(starts.Count, starts.Distinct().Count());
            },
            iter: 40);
    }

    [Fact]
    public void A_mirrored_scene_gives_the_same_events()
    {
        var (plain, mirrored) = (new SceneStory(Rule), new SceneStory(Rule, new DrawnScene(mirrored: true)));
        foreach (var story in new[] { plain, mirrored })
        {
            AbandonedObjectRuleTests.PutDown(story).Play(30, AbandonedObjectRuleTests.Lies).Play(20).Finish();
        }

        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "taken")], plain.Story);
        Assert.Equal(plain.Story, mirrored.Story);
        Assert.All(plain.Signals.Zip(mirrored.Signals), pair =>
        {
            Assert.Equal(pair.First.Time.TotalSeconds, pair.Second.Time.TotalSeconds, 0.7);
            Assert.Equal(pair.First.Detail!.Parties.Select(party => party.Track), pair.Second.Detail!.Parties.Select(party => party.Track));
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(25)]
    public void Another_frame_rate_gives_the_same_events(double rate)
    {
        var (usual, other) = (new SceneStory(Rule), new SceneStory(Rule, rate: rate));
        foreach (var story in new[] { usual, other })
        {
            AbandonedObjectRuleTests.PutDown(story).Play(30, AbandonedObjectRuleTests.Lies).Play(20).Finish();
        }

        Assert.Equal(usual.Story, other.Story);
        Assert.All(usual.Signals.Zip(other.Signals), pair => Assert.Equal(pair.First.Time.TotalSeconds, pair.Second.Time.TotalSeconds, 1.0));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(7, 5)]
    [InlineData(16, 9)]
    public void A_tiny_picture_is_taken_in(int width, int height)
    {
        var story = new SceneStory(Rule, new DrawnScene(width: width, height: height));
        story.Play(10).Play(20, AbandonedObjectRuleTests.Lies).Finish();
        Assert.True(story.Signals.Count % 2 == 0);
    }
}
