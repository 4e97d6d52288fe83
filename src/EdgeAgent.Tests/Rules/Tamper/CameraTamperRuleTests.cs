using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;

namespace EdgeAgent.Rules.Tamper;

public sealed class CameraTamperRuleTests
{
    private static readonly CameraTamperOptions Rule = new() { Id = "tamper" };
    private readonly SceneStory _story = new(Rule);

    [Fact]
    public void A_hand_before_the_camera_covers_it_until_it_is_gone() => AssertTold("covered", scene => scene.Draw(new BoundingBox(0, 0, 1, 1), 60, 0));

    [Fact]
    public void Paint_over_most_of_it_covers_it() => AssertTold("covered", scene => scene.Draw(new BoundingBox(0.06f, 0, 0.94f, 1), 120, 0));

    [Fact]
    public void A_lens_out_of_focus_is_told() => AssertTold("defocused", scene => scene.Blur = 3, scene => scene.Blur = 0);

    [Fact]
    public void A_camera_that_looks_elsewhere_is_turned() => AssertTold("turned", scene => scene.Turn = 90, scene => scene.Turn = 0);

    [Fact]
    public void Darkness_is_told_when_nothing_can_be_told_apart() => AssertTold("dark", scene => scene.Light = 0.1, scene => scene.Light = 1);

    [Fact]
    public void A_picture_that_stands_still_is_told()
    {
        _story.Play(30).Play(60, same: true).Play(20).Finish();
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "restored")], _story.Story);
        Assert.Equal("frozen", _story.OnlyStart.Detail!.Kind);
        Assert.Equal(45, _story.OnlyStart.Time.TotalSeconds, 1.0);
    }

    [Fact]
    public void A_clock_that_goes_on_over_a_picture_that_stands_still_is_no_life()
    {
        _story.Scene.Noise = 0;
        _story.Play(30, (scene, t) => scene.Draw(new BoundingBox(0.8f, 0.02f, 0.1f, 0.04f), 100 + ((int)t % 7 * 20), 0));
        Assert.Equal("frozen", _story.OnlyStart.Detail!.Kind);
    }

    [Fact]
    public void What_persists_is_one_event_whatever_else_happens_to_it()
    {
        _story.Play(30)
            .Play(600, (scene, t) => scene.Draw(new BoundingBox(0, 0, 1, 1), 60 + (5 * Math.Sin(t)), 0))
            .Play(600, (scene, _) => scene.Light = 0.05)
            .Play(20, (scene, _) => scene.Light = 1)
            .Finish();
        Assert.Equal(EventPhase.Start, _story.Signals[0].Phase);
        Assert.Equal("covered", _story.OnlyStart.Detail!.Kind);
        Assert.Equal((EventPhase.End, "restored"), _story.Story.Last());
        Assert.Single(_story.Signals, signal => signal.Phase == EventPhase.End);
        Assert.Equal(["dark"], _story.Signals.Where(signal => signal.Phase == EventPhase.Update).Select(signal => signal.Detail!.Kind));
    }

    [Fact]
    public void A_turned_camera_learns_its_new_view_when_told_to()
    {
        var story = new SceneStory(Rule with { LearnMinutes = 2 });
        story.Play(30).Play(400, (scene, _) => scene.Turn = 90);
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "new-view")], story.Story);
        story.Play(60, (scene, _) => scene.Turn = 0);
        Assert.Equal((EventPhase.Start, (string?)null), story.Story.Last());
    }

    [Fact]
    public void Lamps_dusk_rain_crowds_and_a_moment_of_anything_are_no_tampering()
    {
        _story.Play(30)
            .Play(30, (scene, _) => scene.Light = 1.6)
            .Play(30, (scene, _) => scene.Light = 0.4)
            .Play(300, (scene, t) => scene.Light = 0.4 + (t / 500))
            .Play(60, (scene, _) => scene.Rain(100))
            .Play(60, Crowd, _ => [.. Enumerable.Range(0, 10).Select(i => SceneStory.Somebody(0.05 + (i * 0.1), i + 1, width: 0.1))])
            .Play(4, (scene, _) => scene.Draw(new BoundingBox(0, 0, 1, 1), 60, 0))
            .Play(30);
        Assert.Empty(_story.Signals);

        static void Crowd(DrawnScene scene, double t)
        {
            for (var i = 0; i < 10; i++)
            {
                scene.Draw(SceneStory.Somebody(0.05 + (i * 0.1), width: 0.1).Box, 40 + (15 * i), 30);
            }
        }
    }

    [Fact]
    public void Fog_within_two_minutes_and_a_lamp_that_goes_out_are_no_tampering_over_fine_detail()
    {
        _story.Play(30, (scene, _) => Gravel(scene))
            .Play(90, (scene, t) => Gravel(scene).Fog = 0.75 * t / 90)
            .Play(60, (scene, _) => Gravel(scene).Fog = 0.75)
            .Play(300, (scene, _) => Gravel(scene).Fog = 0)
            .Play(60, (scene, _) => Gravel(scene).Light = 0.35);
        Assert.Empty(_story.Signals);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void A_lens_out_of_focus_by_any_amount_is_told(int blur)
    {
        _story.Play(30, (scene, _) => Gravel(scene)).Play(30, (scene, _) => Gravel(scene).Blur = blur);
        Assert.Equal("defocused", _story.OnlyStart.Detail!.Kind);
    }

    [Fact]
    public void A_kind_that_is_switched_off_is_not_told()
    {
        var story = new SceneStory(Rule with { Kinds = [TamperKind.Covered, TamperKind.Turned] });
        story.Play(30).Play(60, same: true).Play(30, (scene, _) => scene.Light = 0.05);
        Assert.Empty(story.Signals);
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
            story.Play(30).Play(30, (scene, _) => scene.Turn = 90).Play(20, (scene, _) => scene.Turn = 0).Finish();
        }

        Assert.Equal(_story.Story, other.Story);
        Assert.All(_story.Signals.Zip(other.Signals), pair => Assert.Equal(pair.First.Time.TotalSeconds, pair.Second.Time.TotalSeconds, 1.0));
    }

    [Fact]
    public void Every_start_has_one_end()
    {
        Gen.Select(Gen.Double[-0.3, 3], Gen.Int[0, 90], Gen.Double[0.02, 2], Gen.Bool).Array[1, 10].Sample(
            parts =>
            {
                var story = new SceneStory(Rule with { MinimumSeconds = 2 });
                var time = 0.0;
                foreach (var (step, turn, light, same) in parts)
                {
                    for (var i = 0; i < 20; i++)
                    {
                        (story.Scene.Turn, story.Scene.Light) = (turn, light);
                        story.Scene.Clear();
                        story.See(time += step, [], same);
                    }
                }

                story.Finish();
                Assert.Equal(
                    story.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal => signal.Occurrence),
                    story.Signals.Where(signal => signal.Phase == EventPhase.End).Select(signal => signal.Occurrence));
            },
            iter: 30);
    }

    /// <summary>Patches of light and dark with a fine pattern.</summary>
    private static DrawnScene Gravel(DrawnScene scene)
    {
        for (var i = 0; i < 160; i++)
        {
            var (x, y) = (i % 16, i / 16);
            scene.Draw(new BoundingBox(x / 16f, y / 10f, 1 / 16f, 0.1f), 70 + (((x * 5) + (y * 3)) % 7 * 14), 8);
        }

        return scene;
    }

    private void AssertTold(string kind, Action<DrawnScene> harm, Action<DrawnScene>? mend = null)
    {
        _story.Play(30).Play(60, (scene, _) =>
        {
            harm(scene);
            if (mend is not null)
            {
                scene.Clear();
            }
        });
        mend?.Invoke(_story.Scene);
        _story.Play(20).Finish();
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "restored")], _story.Story);
        var start = _story.OnlyStart;
        Assert.Equal((kind, Severity.Warning), (start.Detail!.Kind, start.Severity));
        Assert.Null(start.Zone);
        Assert.Equal(38, start.Time.TotalSeconds, 3.0);
    }
}
