using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Hazards;

public sealed class HazardRuleTests
{
    private readonly Yard _yard = new(rule: new FireSmokeOptions { Id = "r" });

    [Fact]
    public void Three_seconds_of_flame_are_critical()
    {
        _yard.SeeFrom(0, 10, Yard.Vehicle(0.3, classId: Yard.Fire)).SeeFrom(10.1, 20);
        Assert.Equal([(EventPhase.Start, 3, null), (EventPhase.End, 15, "cleared")], _yard.Story);
        Assert.Equal((Severity.Critical, Yard.Fire), (_yard.Signals[0].Severity, _yard.Signals[0].ClassId));
    }

    [Fact]
    public void Flames_that_flicker_and_break_into_tracks_are_one_fire()
    {
        _yard.Draw(time => time % 1.2 < 0.5 ? [Yard.Vehicle(0.3, id: 1 + (int)(time / 1.2), classId: (int)time % 2 == 0 ? Yard.Fire : Yard.Smoke)] : [], 0, 30).Finish();
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
    }

    [Fact]
    public void A_camera_that_is_looked_at_once_a_second_sees_a_fire_too()
    {
        _yard.Draw(time => time < 20 ? [Yard.Vehicle(0.3, classId: Yard.Fire)] : [], 0, 40, fps: 1);
        Assert.Equal([(EventPhase.Start, 3, null), (EventPhase.End, 24, "cleared")], _yard.Story);
    }

    [Fact]
    public void A_glimpse_here_and_one_there_is_no_fire()
    {
        _yard.Draw(time => [Yard.Vehicle(0.1 + (0.4 * ((int)time % 3)), id: 1 + (int)time, classId: Yard.Fire)], 0, 60).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Two_fires_are_two_events_and_a_zone_keeps_to_its_own()
    {
        Track[] fires = [Yard.Vehicle(0.2, classId: Yard.Fire), Yard.Vehicle(0.8, id: 2, classId: Yard.Fire)];
        Assert.Equal(2, _yard.SeeFrom(0, 5, fires).Signals.Count);
        Assert.Equal(2, Assert.Single(new Yard(rule: new FireSmokeOptions { Id = "r", Zone = "yard" }).SeeFrom(0, 5, fires).Signals).Tracks[0]);
    }

    [Fact]
    public void A_fight_is_told_by_its_class()
    {
        var yard = new Yard(rule: new FightOptions { Id = "r" });
        yard.SeeFrom(0, 5, Yard.Track(0.5, classId: Yard.Fight), Yard.Track(0.5, id: 2)).Finish();
        Assert.Equal(["fight", "fight"], yard.Signals.Select(signal => signal.Type));
    }

    [Fact]
    public void Without_a_model_for_it_the_rule_is_an_error_that_says_so()
    {
        var set = new RuleSet([new FireSmokeOptions { Id = "f" }, new FightOptions { Id = "g" }], [], [], "cameras[0]");
        var problems = RuleEngine.Check(set, ["person", "car"]);
        Assert.Equal(["config/class-unknown", "config/class-unknown"], problems.Select(problem => problem.Code));
        Assert.Equal("rule 'f' needs a model with a class fire or smoke; the model in force has none", problems[0].Message);
        Assert.StartsWith("install a model package with a class fight or violence", problems[1].Remedy, StringComparison.Ordinal);
        Assert.Empty(RuleEngine.Check(set, ["person", "smoke", "violence"]));
        Assert.Empty(RuleEngine.Check(set, labels: null));
    }

    [Fact]
    public void Classes_of_ones_own_are_checked_one_by_one()
    {
        var set = new RuleSet([new FireSmokeOptions { Id = "f", Classes = ["flame", "smoke"] }], [], [], "cameras[0]");
        Assert.Equal("cameras[0].rules[0].classes[0]", Assert.Single(RuleEngine.Check(set, ["person", "smoke"])).Path);
    }
}
