using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Parts;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Rules.Lines;

public sealed class LineRuleTests
{
    /// <summary>From the bottom up through the middle: its right is the right of the picture.</summary>
    private static readonly LineOptions Gate = new() { Id = "gate", Start = new(0.5f, 1), End = new(0.5f, 0.5f) };

    private readonly Yard _yard = Watched(new IntrusionOptions { Id = "r", Line = "gate" });

    [Fact]
    public void Somebody_who_walks_over_the_line_is_one_event_that_says_which_way()
    {
        _yard.Draw(time => [Yard.Track(0.2 + (time / 10))], 0, 6).Finish();

        // The foot point is a tenth of its height beyond at 3.23 s, and seen so twice at 3.4 s.
        Assert.Equal([(EventPhase.Start, 3.4, null), (EventPhase.End, 4.4, "crossed")], _yard.Story);
        Assert.Equal(("gate", null, LineDirection.ToRight), (_yard.Signals[0].Line, _yard.Signals[0].Zone, _yard.Signals[0].Detail!.Direction));
    }

    [Theory]
    [InlineData(CrossingDirection.Both, 2)]
    [InlineData(CrossingDirection.ToRight, 1)]
    [InlineData(CrossingDirection.ToLeft, 1)]
    public void There_and_back_is_told_by_the_direction_that_counts(object counted, int events)
    {
        var direction = (CrossingDirection)counted;
        var yard = Watched(new IntrusionOptions { Id = "r", Line = "gate", Direction = direction });
        yard.Draw(time => [Yard.Track(DrawnScene.Between(time, 0, 0.3, 4, 0.7, 8, 0.3))], 0, 10).Finish();
        Assert.Equal(events, yard.Signals.Count(signal => signal.Phase == EventPhase.Start));
        Assert.All(yard.Signals, signal => Assert.True(
            direction == CrossingDirection.Both || signal.Detail!.Direction.ToString() == direction.ToString()));
    }

    [Fact]
    public void A_foot_point_that_jitters_on_the_line_is_no_crossing_and_then_one()
    {
        _yard.Draw(time => [Yard.Track(0.5 + (0.015 * Math.Sin(time * 17)))], 0, 30);
        Assert.Empty(_yard.Signals);
        _yard.Draw(time => [Yard.Track(0.6)], 30, 40);
        Assert.InRange(_yard.Signals.Count(signal => signal.Phase == EventPhase.Start), 0, 1);
    }

    [Fact]
    public void A_jump_to_the_other_side_in_one_frame_is_no_crossing()
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.3)).See(1.1, Yard.Track(0.8)).SeeFrom(1.2, 3, Yard.Track(0.3)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Who_goes_round_the_end_of_the_line_by_a_step_on_its_extension_does_not_cross_it()
    {
        _yard.See(0, Yard.Track(0.25, foot: 0.75)).See(1, Yard.Track(0.5, foot: 0.25)).SeeFrom(2, 4, Yard.Track(0.75, foot: 0.75)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Who_stops_on_the_line_has_crossed_it_when_on_the_other_side()
    {
        _yard.See(0, Yard.Track(0.25, foot: 0.75)).SeeFrom(1, 2, Yard.Track(0.5, foot: 0.75)).SeeFrom(2.1, 3, Yard.Track(0.75, foot: 0.75));
        Assert.Equal((EventPhase.Start, 2.2, null), Assert.Single(_yard.Story));
    }

    [Fact]
    public void Who_goes_round_the_end_of_the_line_does_not_cross_it()
    {
        _yard.Draw(time => [Yard.Track(0.2 + (time / 10), foot: 0.45)], 0, 6).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 0)]
    public void A_short_loss_is_bridged_by_the_straight_path(double seconds, int events)
    {
        _yard.SeeFrom(0, 1, Yard.Track(0.4))
            .SeeFrom(1.1, 1 + seconds, Yard.Track(0.5, state: TrackState.Lost))
            .SeeFrom(1.1 + seconds, 3 + seconds, Yard.Track(0.6))
            .Finish();
        Assert.Equal(events, _yard.Signals.Count(signal => signal.Phase == EventPhase.Start));
    }

    [Fact]
    public void A_step_onto_the_line_itself_is_decided_by_where_it_leads()
    {
        // The middle of the picture is a sum of powers of two, so that the foot point lies on the line.
        _yard.SeeFrom(0, 1, Yard.Track(0.3)).SeeFrom(1.1, 2, OnTheLine()).SeeFrom(2.1, 3, Yard.Track(0.3));
        Assert.Empty(_yard.Signals);
        _yard.SeeFrom(3.1, 4, OnTheLine()).SeeFrom(4.1, 5, Yard.Track(0.7)).Finish();
        Assert.Equal(LineDirection.ToRight, Assert.Single(_yard.Signals, signal => signal.Phase == EventPhase.Start).Detail!.Direction);
    }

    [Theory]
    [InlineData(null, null, "config/missing", "rules[0].zone")]
    [InlineData("yard", "gate", "config/zone-or-line", "rules[0].line")]
    [InlineData(null, "gat", "config/line-unknown", "rules[0].line")]
    public void An_intrusion_is_about_a_zone_or_a_line(string? zone, string? line, string code, string path)
    {
        var set = new RuleSet(
            [new IntrusionOptions { Id = "r", Zone = zone, Line = line }],
            [new ZoneOptions { Id = "yard", Polygon = [.. Yard.RightHalf] }],
            [Gate],
            "cameras[0]");
        var problem = Assert.Single(RuleEngine.Check(set, Yard.Labels));
        Assert.Equal((code, $"cameras[0].{path}"), (problem.Code, problem.Path));
    }

    [Fact]
    public void The_trace_says_how_far_each_track_came()
    {
        _yard.Draw(time => [Yard.Track(0.2 + (time / 10)), Yard.Track(0.3, id: 2), Yard.Vehicle(0.2 + (time / 10), id: 3)], 0, 6);
        Assert.Equal([(1, true, ""), (2, false, "times that its foot point crossed the line"), (3, false, "of a class that counts")],
            _yard.Trace.All.OrderBy(progress => progress.Track).Select(progress => (progress.Track, progress.Fired is not null, progress.Condition)));
    }

    private static Yard Watched(RuleOptions rule) => new(rule: rule, lines: [Gate]);

    private static Track OnTheLine() => Yard.Track(0.5) with { Box = new BoundingBox(0.4375f, 0.4f, 0.125f, 0.4f) };
}
