using EdgeAgent.Domain;
using EdgeAgent.Rules.Scene;
using EdgeAgent.Rules.Schedule;

namespace EdgeAgent.Rules.Things;

public sealed class AbandonedObjectRuleTests
{
    private static readonly BoundingBox Bag = new(0.45f, 0.8f, 0.06f, 0.08f);
    private static readonly AbandonedObjectOptions Rule = new() { Id = "dumped", Zone = "ground", MinimumSeconds = 20 };
    private readonly SceneStory _story = new(Rule);

    [Fact]
    public void A_bag_that_somebody_puts_down_is_one_event_that_names_them_after_they_have_left()
    {
        PutDown(_story).Play(60, Lies).Finish();

        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], _story.Story);
        var start = _story.OnlyStart;
        Assert.Equal(12 + 20, start.Time.TotalSeconds, 4.0);
        Assert.True(start.Best!.Value.Box.IntersectionOverUnion(Bag) > 0.5f, start.Best.Value.Box.ToString());
        var party = Assert.Single(start.Detail!.Parties);
        Assert.Equal((7, "person"), (party.Track, party.ObjectClass));
        Assert.Equal(16, party.LastSeen.TotalSeconds, 0.5);
        Assert.Equal("ground", start.Zone);
        Assert.NotNull(Assert.Single(_story.Trace.All, progress => progress.Track == 7).Fired);
    }

    [Fact]
    public void A_bag_whose_bringer_the_tracker_missed_has_no_party()
    {
        _story.Play(10).Play(60, Lies);
        Assert.Empty(_story.OnlyStart.Detail!.Parties);
        Assert.Equal(30, _story.OnlyStart.Time.TotalSeconds, 3.0);
    }

    [Fact]
    public void Its_owner_who_stays_with_it_has_not_abandoned_it()
    {
        var owner = SceneStory.Somebody(0.52, 7);
        _story.Play(10).Play(90, (scene, _) => Lies(scene, 0), _ => [owner]);
        Assert.Empty(_story.Signals);
        _story.Play(12, Lies);
        Assert.Equal(100 + 5, _story.OnlyStart.Time.TotalSeconds, 3.0);
        Assert.Equal([7], _story.OnlyStart.Detail!.Parties.Select(party => party.Track));
    }

    [Fact]
    public void Taking_it_away_ends_it()
    {
        PutDown(_story).Play(40, Lies).Play(4, Lies, t => [SceneStory.Somebody(0.3 + (t * 0.05), 8)]).Play(4, tracks: t => [SceneStory.Somebody(0.48 + (t * 0.05), 8)]).Play(10);
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "taken")], _story.Story);
    }

    [Fact]
    public void It_is_told_once_while_it_lies_there_through_passers_by_dusk_and_lamps()
    {
        PutDown(_story).Play(60, Lies);
        for (var minute = 0; minute < 6; minute++)
        {
            _story.Play(50, (scene, t) => Lies(scene, t, light: 1 - (0.06 * minute)))
                .Play(10, (scene, t) => Walk(scene, t, light: 1 - (0.06 * minute)), t => [Walker(t)]);
        }

        _story.Play(120, (scene, t) => Lies(scene, t, light: 0.9)).Finish();
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], _story.Story);
    }

    [Fact]
    public void It_falls_over_and_is_the_same_bag()
    {
        PutDown(_story).Play(14, Lies).Play(80, (scene, _) => scene.Draw(new BoundingBox(0.45f, 0.83f, 0.09f, 0.055f), 40)).Finish();
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], _story.Story);
        Assert.Equal(12 + 20, _story.OnlyStart.Time.TotalSeconds, 6.0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_stands_there_from_the_first_picture_on_leaves_no_thing_behind(bool isSeen)
    {
        var box = new BoundingBox(0.4f, 0.5f, 0.08f, 0.4f);
        _story.Play(20, (scene, _) => scene.Draw(box, 60), _ => isSeen ? [new Track(1, SceneStory.Person, TrackState.Confirmed, box, 0.8f, default, default)] : []);
        _story.Play(90);
        Assert.Empty(_story.Signals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_parked_car_that_drives_away_leaves_no_thing_behind(bool isSeen)
    {
        var box = new BoundingBox(0.3f, 0.7f, 0.2f, 0.18f);
        _story.Play(10).Play(120, (scene, _) => scene.Draw(box, 180, 20), _ => isSeen ? [new Track(1, SceneStory.Car, TrackState.Confirmed, box, 0.8f, default, default)] : []);
        var during = _story.Signals.Count;
        _story.Play(120);
        Assert.Equal(during, _story.Signals.Count(signal => signal.Phase == EventPhase.Start));
        Assert.True(!isSeen || during == 0);
    }

    [Fact]
    public void Somebody_who_stands_still_is_no_thing()
    {
        _story.Play(10).Play(120, (scene, _) => scene.Draw(new BoundingBox(0.4f, 0.55f, 0.07f, 0.35f), 60), _ => [SceneStory.Somebody(0.435, height: 0.36)]);
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void Somebody_still_whom_the_detector_loses_is_no_thing()
    {
        _story.Play(10).Play(20, Stand, _ => [SceneStory.Somebody(0.435, width: 0.07, height: 0.35)]).Play(90, Stand);
        Assert.Empty(_story.Signals);

        static void Stand(DrawnScene scene, double t) => scene.Draw(new BoundingBox(0.4f, 0.55f, 0.07f, 0.35f), 60);
    }

    [Fact]
    public void A_lamp_a_pool_of_light_and_a_shadow_are_no_things()
    {
        _story.Play(20)
            .Play(60, (scene, _) => scene.Light = 1.5)
            .Play(60, (scene, _) => scene.Light = 0.5)
            .Play(60, (scene, _) => scene.Light = 1)
            .Play(90, (scene, _) => scene.Shade(new BoundingBox(0.3f, 0.72f, 0.15f, 0.2f), 0.65))
            .Play(60);
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void Clouds_over_strong_colours_are_no_things()
    {
        // The camera's exposure follows in steps, and colours grow and fade with it.
        _story.Play(600, (scene, t) =>
        {
            scene.Draw(new BoundingBox(0.15f, 0.3f, 0.06f, 0.08f), 110, 30, 70).Draw(new BoundingBox(0.6f, 0.75f, 0.08f, 0.1f), 90, 30, 190);
            scene.Light = Math.Round((0.85 + (0.25 * Math.Sin(t / 23) * Math.Sin(t / 7.1))) * 12) / 12;
        });
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void Rain_noise_and_a_swaying_tree_are_no_things()
    {
        _story.Scene.Noise = 4;
        _story.Play(200, (scene, t) =>
        {
            scene.Draw(new BoundingBox(0.1f + (float)(0.02 * Math.Sin(t * 1.7)), 0.1f, 0.12f, 0.5f), 60, 30);
            scene.Rain(60);
        });
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void What_is_too_small_or_too_large_or_outside_the_zone_does_not_count()
    {
        _story.Play(10).Play(60, (scene, _) => scene.Draw(new BoundingBox(0.2f, 0.8f, 0.015f, 0.02f), 30).Draw(new BoundingBox(0.5f, 0.45f, 0.4f, 0.5f), 30));
        Assert.Empty(_story.Signals);
        var elsewhere = new SceneStory(Rule with { Zone = "bin" });
        PutDown(elsewhere).Play(60, Lies);
        Assert.Empty(elsewhere.Signals);
    }

    [Fact]
    public void A_covered_camera_sees_no_things()
    {
        _story.Play(20).Play(120, (scene, _) => scene.Draw(new BoundingBox(0, 0, 1, 1), 50, 0)).Play(60);
        Assert.Empty(_story.Signals);
    }

    [Fact]
    public void Another_format_in_the_middle_of_it_is_the_same_bag()
    {
        PutDown(_story).Play(50, Lies).Reformat(new DrawnScene(width: 120, height: 90)).Play(60, Lies).Finish();
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], _story.Story);
    }

    [Fact]
    public void What_is_taken_away_after_another_format_came_ends_too()
    {
        PutDown(_story).Play(50, Lies).Reformat(new DrawnScene(width: 120, height: 90)).Play(20, Lies).Play(30);
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "taken")], _story.Story);
    }

    [Fact]
    public void A_rule_that_is_disarmed_meanwhile_takes_the_scene_from_no_other()
    {
        // Ten seconds of the first minute, in which the bag is put down.
        var nights = new AbandonedObjectOptions { Id = "nights", Zone = "bin", Schedule = [new ScheduleOptions { From = "22:00", To = "00:00" }] };
        var story = new SceneStory(Rule, other: nights) { Start = new DateTimeOffset(2026, 3, 1, 23, 59, 46, TimeSpan.Zero) };
        PutDown(story).Play(60, Lies);
        Assert.Equal([7], story.OnlyStart.Detail!.Parties.Select(party => party.Track));
    }

    [Fact]
    public void A_lost_stream_ends_it()
    {
        PutDown(_story).Play(50, Lies).Finish(EndReason.StreamLost).Play(60, Lies);
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stream-lost")], _story.Story);
    }

    internal static SceneStory PutDown(SceneStory story) => story
        .Play(10)
        .Play(2, (scene, t) => Person(scene, 0.3 + (0.08 * t)), t => [SceneStory.Somebody(0.3 + (0.08 * t), 7)])
        .Play(4, (scene, t) => Lies(Person(scene, 0.46 + (0.12 * t)), t), t => [SceneStory.Somebody(0.46 + (0.12 * t), 7)]);

    internal static void Lies(DrawnScene scene, double t) => Lies(scene, t, 1);

    private static void Lies(DrawnScene scene, double t, double light)
    {
        scene.Light = light;
        scene.Draw(Bag, 40);
    }

    private static void Walk(DrawnScene scene, double t, double light)
    {
        Lies(scene, t, light);
        Person(scene, 0.1 * t);
    }

    private static Track Walker(double t) => SceneStory.Somebody(0.1 * t, 1000);

    private static DrawnScene Person(DrawnScene scene, double x) => scene.Draw(SceneStory.Somebody(x).Box, 70, 30, 140);
}
