using EdgeAgent.Domain;
using EdgeAgent.Rules.Parts;

namespace EdgeAgent.Rules.Prowling;

public sealed class VehicleProwlingRuleTests
{
    private readonly Yard _yard = new(rule: new VehicleProwlingOptions { Id = "r" });

    [Fact]
    public void Who_stops_at_three_parked_cars_is_told_with_the_cars()
    {
        _yard.Draw(time => [.. Cars(), Person(time, 0.2, 0.5, 0.8)], 0, 60).Finish();
        var start = _yard.Signals[0];
        Assert.Equal((EventPhase.Start, 3, 9), (start.Phase, start.Detail!.Count, start.Tracks[0]));

        // There at 38 s, and two seconds later.
        Assert.Equal(40, start.Time.TotalSeconds, 1.5);
        Assert.Equal([1, 2, 3], start.Detail.Parties.Select(party => party.Track));
        Assert.Equal(2, _yard.Signals.Count);
    }

    [Fact]
    public void Who_walks_past_them_is_not()
    {
        _yard.Draw(time => [.. Cars(), Yard.Track(DrawnScene.Between(time, 15, 0, 25, 1), id: 9)], 0, 40).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Two_cars_or_one_of_them_twice_are_not_enough()
    {
        _yard.Draw(time => [.. Cars(), Person(time, 0.2, 0.5, 0.2)], 0, 60).Finish();
        Assert.Empty(_yard.Signals);
        Assert.Equal(("parked vehicles stopped at", 2, 3), _yard.Trace.All.Where(progress => progress.Track == 9)
            .Select(progress => (progress.Condition, progress.Value, progress.Needed)).Single());
    }

    [Fact]
    public void A_car_that_got_a_new_id_meanwhile_is_the_same_car()
    {
        _yard.Draw(
                time => [.. time is > 24 and < 30 ? [] : Cars().Select(car => time < 24 ? car : car with { Id = car.Id + 10 }), Person(time, 0.2, 0.5, 0.2)],
                0,
                60)
            .Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Cars_in_the_traffic_are_not_parked()
    {
        _yard.Draw(time => [Yard.Vehicle((0.2 + (time * 0.03)) % 1), Yard.Vehicle((0.5 + (time * 0.03)) % 1, id: 2), Person(time, 0.2, 0.5, 0.8)], 0, 60).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Three_stops_over_more_than_five_minutes_are_not_told()
    {
        _yard.Draw(time => [.. Cars(), Yard.Track(DrawnScene.Between(time, 20, 0.2, 160, 0.2, 163, 0.5, 330, 0.5, 333, 0.8), id: 9)], 0, 150);
        _yard.Draw(time => [.. Cars(), Yard.Track(DrawnScene.Between(time, 20, 0.02, 160, 0.02, 163, 0.5, 480, 0.5, 483, 0.8), id: 9)], 150, 160).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Somebody_far_before_the_cars_is_not_at_them()
    {
        _yard.Draw(time => [.. Cars(), Person(time, 0.2, 0.5, 0.8, foot: 1.03)], 0, 60).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Its_end_comes_when_the_person_is_lost()
    {
        _yard.Draw(time => [.. Cars(), Person(time, 0.2, 0.5, 0.8)], 0, 45).Draw(_ => Cars(), 45, 55);
        Assert.Equal((EventPhase.End, 50, "track-lost"), _yard.Story.Select(step => (step.Phase, Math.Round(step.Seconds), step.Reason)).Last());
    }

    private static Track[] Cars() => [Yard.Vehicle(0.2), Yard.Vehicle(0.5, id: 2), Yard.Vehicle(0.8, id: 3)];

    /// <summary>Goes to three places, with ten seconds at each.</summary>
    private static Track Person(double time, double first, double second, double third, double foot = 0.82) => Yard.Track(
        DrawnScene.Between(time, 10, 0.02, 12, first, 22, first, 25, second, 35, second, 38, third, 48, third, 50, 0.99), id: 9, foot: foot);
}
