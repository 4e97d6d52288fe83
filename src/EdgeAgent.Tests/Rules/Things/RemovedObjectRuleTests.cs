using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Things;

public sealed class RemovedObjectRuleTests
{
    private static readonly RemovedObjectOptions Rule = new() { Id = "bin-gone", Zone = "bin", MinimumSeconds = 20 };
    private readonly SceneStory _story = new(Rule);

    [Fact]
    public void A_bin_that_is_taken_away_is_one_event_that_names_who_touched_it_and_when_it_was_last_there()
    {
        _story.Play(20, Stands)
            .Play(10, Stands, t => [SceneStory.Somebody(0.02 * t, 1)])
            .Play(4, Stands, _ => [SceneStory.Somebody(0.74, 7)])
            .Play(4, tracks: t => [SceneStory.Somebody(0.74 - (0.15 * t), 7)])
            .Play(60)
            .Finish();

        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], _story.Story);
        var start = _story.OnlyStart;
        Assert.Equal(36 + 20, start.Time.TotalSeconds, 4.0);
        Assert.Equal(30, start.LastIntact!.Value.TotalSeconds, 1.0);
        Assert.Equal([7], start.Detail!.Parties.Select(party => party.Track));
        Assert.Equal("bin", start.Zone);
    }

    [Fact]
    public void It_ends_when_the_bin_is_back()
    {
        _story.Play(20, Stands).Play(60).Play(30, Stands);
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "restored")], _story.Story);
    }

    [Fact]
    public void Another_format_does_not_say_that_it_is_back()
    {
        _story.Play(20, Stands).Play(60).Reformat(new DrawnScene(width: 120, height: 90)).Play(60);
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "new-view")], _story.Story);
    }

    [Fact]
    public void A_bin_that_is_knocked_over_has_changed()
    {
        _story.Play(20, Stands).Play(40, (scene, _) => scene.Draw(new BoundingBox(0.66f, 0.82f, 0.16f, 0.08f), 55, 30));
        Assert.Equal([(EventPhase.Start, null)], _story.Story);
    }

    [Fact]
    public void Whoever_stands_before_it_hides_it_and_no_more()
    {
        _story.Play(20, Stands).Play(120, (scene, t) => Stands(scene.Draw(SceneStory.Somebody(0.75).Box, 70, 30), t, hidden: true), _ => [SceneStory.Somebody(0.75)]).Play(20, Stands);
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void Dusk_a_lamp_rain_and_noise_leave_it_there()
    {
        _story.Play(20, Stands)
            .Play(300, (scene, t) => Stands(scene, t, light: 1 - (t / 500)))
            .Play(60, (scene, t) => Stands(scene, t, light: 1.4))
            .Play(60, (scene, t) => Stands(scene, t, light: 0.5))
            .Play(60, (scene, t) => Stands(scene.Rain(80), t))
            .Play(60, (scene, t) => { Stands(scene, t); scene.Shade(new BoundingBox(0.6f, 0.5f, 0.3f, 0.5f), 0.6); });
        _story.Scene.Noise = 4;
        _story.Play(120, Stands);
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void A_covered_camera_has_not_lost_the_bin()
    {
        _story.Play(20, Stands).Play(90, (scene, _) => scene.Draw(new BoundingBox(0, 0, 1, 1), 50, 0)).Play(30, Stands);
        Assert.Empty(_story.Signals);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(25, false)]
    [InlineData(5, true)]
    public void Another_frame_rate_or_a_mirrored_scene_gives_the_same_events(double rate, bool mirrored)
    {
        var other = new SceneStory(Rule, new DrawnScene(mirrored: mirrored), rate);
        foreach (var story in new[] { _story, other })
        {
            story.Play(20, Stands).Play(60).Play(30, Stands).Finish();
        }

        Assert.Equal(_story.Story, other.Story);
        Assert.All(_story.Signals.Zip(other.Signals), pair => Assert.Equal(pair.First.Time.TotalSeconds, pair.Second.Time.TotalSeconds, 1.2));
    }

    private static void Stands(DrawnScene scene, double t) => Stands(scene, t, light: 1);

    private static void Stands(DrawnScene scene, double t, bool hidden = false, double light = 1)
    {
        scene.Light = light;
        if (!hidden)
        {
            scene.Draw(SceneStory.Bin, 55, 30);
        }
    }
}
