using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;

namespace EdgeAgent.Rules.Traffic;

public sealed class TrafficCountRuleTests
{
    private static readonly LineOptions Street = new() { Id = "street", Start = new(0.5f, 1), End = new(0.5f, 0) };

    private readonly Yard _yard = Watched(new TrafficCountOptions { Id = "r", Line = "street" });

    [Fact]
    public void Each_minute_tells_what_crossed_per_class_and_direction()
    {
        _yard.Draw(Passing, 0, 130).Finish();
        Assert.Equal(
            [(EventPhase.Start, 60), (EventPhase.End, 60), (EventPhase.Start, 120), (EventPhase.End, 120), (EventPhase.Start, 129.9), (EventPhase.End, 129.9)],
            _yard.Story.Select(step => (step.Phase, step.Seconds)));
        Assert.Equal(
            [new LineCount("person", LineDirection.ToLeft, 2), new LineCount("car", LineDirection.ToRight, 4)],
            _yard.Signals[0].Detail!.Counts);
        Assert.Equal(("counted", Severity.Info, "street", 6), (_yard.Signals[1].Reason, _yard.Signals[0].Severity, _yard.Signals[0].Line, _yard.Signals[0].Detail!.Count));
    }

    [Fact]
    public void A_minute_without_anything_is_told_only_when_asked_for()
    {
        _yard.SeeFrom(0, 125).Finish();
        Assert.Empty(_yard.Signals);

        var all = Watched(new TrafficCountOptions { Id = "r", Line = "street", ReportEmpty = true });
        all.SeeFrom(0, 125).Finish();
        Assert.Equal([0, 0, 0], all.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal => signal.Detail!.Count!.Value));
    }

    [Fact]
    public void One_that_crosses_to_and_fro_counts_once_each_way()
    {
        _yard.Draw(time => [Yard.Vehicle(0.5 + (0.2 * Math.Sin(time)))], 0, 50).Finish();
        Assert.Equal(
            [new LineCount("car", LineDirection.ToRight, 1), new LineCount("car", LineDirection.ToLeft, 1)],
            _yard.Signals[0].Detail!.Counts);
    }

    [Fact]
    public void What_crosses_in_the_very_frame_that_begins_a_minute_is_not_lost_with_the_stream()
    {
        _yard.SeeFrom(0, 59.8, Yard.Vehicle(0.3)).See(59.9, Yard.Vehicle(0.7)).See(60, Yard.Vehicle(0.7)).Finish(EndReason.StreamLost);
        Assert.Equal(1, _yard.Signals[0].Detail!.Count);
        Assert.Equal(_yard.Signals[0].Time, _yard.Status.LastFired);
    }

    [Fact]
    public void Minutes_in_which_nobody_looked_are_not_told_as_empty()
    {
        var all = Watched(new TrafficCountOptions { Id = "r", Line = "street", ReportEmpty = true });
        all.SeeFrom(0, 30).Finish(EndReason.StreamLost).SeeFrom(1000, 1059.9);
        Assert.Equal([(EventPhase.Start, 30), (EventPhase.End, 30)], all.Story.Select(told => (told.Phase, told.Seconds)));
    }

    [Fact]
    public void A_count_of_any_severity_has_no_budget()
    {
        var rule = new TrafficCountOptions { Id = "r", Line = "street", Severity = Severity.Notice };
        Assert.Equal(0, rule.UsualAlertsPerHour);
    }

    [Fact]
    public void What_stands_by_the_line_is_not_counted_however_its_box_jumps()
    {
        // Every five seconds the detector sees the right half of it alone, for two.
        _yard.Draw(time => [Seen(0.38, time % 5 < 3 ? 0.2 : 0.1)], 0, 130).Finish();
        Assert.Empty(_yard.Signals);

        static Track Seen(double left, double width) =>
            Yard.Vehicle(0.5) with { Box = new BoundingBox((float)(left + 0.2 - width), 0.6f, (float)width, 0.2f) };
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.005)]
    public void What_creeps_over_the_line_and_on_is_counted(double speed)
    {
        // In the slower case it drives off at last.
        _yard.Draw(time => [Yard.Vehicle(0.45 + (speed * Math.Min(time, 20)) + (0.2 * Math.Max(0, time - 25)))], 0, 27).Finish();
        Assert.Equal([new LineCount("car", LineDirection.ToRight, 1)], _yard.Signals[0].Detail!.Counts);
    }

    private static Yard Watched(RuleOptions rule) => new(rule: rule, lines: [Street]);

    /// <summary>A car to the right every 15 seconds, a person to the left every half a minute.</summary>
    private static Track[] Passing(double time) =>
    [
        Yard.Vehicle(0.5 + (((time % 15) - 7) * 0.1), id: 1 + (int)(time / 15)),
        Yard.Track(0.5 - (((time % 30) - 14) * 0.05), id: 100 + (int)(time / 30)),
    ];
}
