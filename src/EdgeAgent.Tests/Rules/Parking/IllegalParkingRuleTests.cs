using EdgeAgent.Domain;
using EdgeAgent.Rules.Parts;

namespace EdgeAgent.Rules.Parking;

public sealed class IllegalParkingRuleTests
{
    private readonly Yard _yard = new(rule: new IllegalParkingOptions { Id = "r", Zone = "yard" });

    [Fact]
    public void A_minute_at_rest_in_the_zone_is_told_until_the_vehicle_moves()
    {
        _yard.SeeFrom(0, 80, Yard.Vehicle(0.7)).Draw(time => [Yard.Vehicle(0.7 + ((time - 80) * 0.1))], 80.1, 95).Finish();
        Assert.Equal([(EventPhase.Start, 60, null), (EventPhase.End, 90.4, "moved")], _yard.Story);
        Assert.Equal((Severity.Notice, Yard.Car, 1), (_yard.Signals[0].Severity, _yard.Signals[0].ClassId, _yard.Signals[0].Tracks[0]));
    }

    [Fact]
    public void One_that_stops_elsewhere_or_not_for_long_is_not_told()
    {
        _yard.SeeFrom(0, 58, Yard.Vehicle(0.2), Yard.Vehicle(0.7, id: 2)).SeeFrom(58.1, 90, Yard.Vehicle(0.2)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void A_jam_that_creeps_on_is_no_parking()
    {
        // A length in half a minute, by fits and starts.
        _yard.Draw(time => [Yard.Vehicle(0.55 + (0.05 * Math.Floor(time / 8)))], 0, 64).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void What_passes_before_it_for_a_moment_does_not_move_it()
    {
        _yard.Draw(time => [time % 20 is > 10 and < 11.5 ? Yard.Vehicle(0.9, foot: 0.9) : Yard.Vehicle(0.7)], 0, 61);
        Assert.Equal([(EventPhase.Start, 60, null)], _yard.Story);
    }

    [Fact]
    public void A_parked_car_that_a_bus_hides_stands_on_and_is_told_once_though_it_gets_a_new_id()
    {
        _yard.SeeFrom(0, 30, Yard.Vehicle(0.7)).SeeFrom(30.1, 40).SeeFrom(40.1, 70, Yard.Vehicle(0.71, id: 2));
        Assert.Equal([(EventPhase.Start, 60)], _yard.Story.Select(step => (step.Phase, Math.Round(step.Seconds))));
        Assert.Equal(2, _yard.Signals[0].Tracks[0]);
        _yard.SeeFrom(70.1, 85).SeeFrom(85.1, 170, Yard.Vehicle(0.7, id: 3)).Finish();
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
    }

    [Fact]
    public void A_truck_that_passes_and_takes_the_track_along_does_not_take_the_parked_car_along()
    {
        _yard.SeeFrom(0, 40, Yard.Vehicle(0.7))
            .Draw(time => [Yard.Vehicle(0.7 + ((time - 40) * 0.1)), .. time < 42 ? Array.Empty<Track>() : [Yard.Vehicle(0.7, id: 2)]], 40.1, 44)
            .SeeFrom(44, 100, Yard.Vehicle(0.7, id: 2)).Finish();
        Assert.Equal([(EventPhase.Start, 60), (EventPhase.End, 100)], _yard.Story.Select(step => (step.Phase, Math.Round(step.Seconds))));
    }

    [Fact]
    public void A_car_that_comes_where_another_has_just_left_is_another_car()
    {
        _yard.SeeFrom(0, 40, Yard.Vehicle(0.7))
            .Draw(time => [Yard.Vehicle(0.7 + ((time - 40) * 0.1)), Yard.Vehicle(Math.Min(0.7, 0.2 + ((time - 40) * 0.15)), id: 2)], 40.1, 44)
            .SeeFrom(44, 90, Yard.Vehicle(0.7, id: 2)).Finish();
        Assert.Empty(_yard.Signals);
    }

    [Fact]
    public void Hidden_for_minutes_its_event_ends_and_it_is_not_told_again_when_it_is_seen()
    {
        _yard.SeeFrom(0, 70, Yard.Vehicle(0.7)).SeeFrom(70.1, 200).SeeFrom(200.1, 300, Yard.Vehicle(0.7, id: 2, classId: Yard.Truck)).Finish();
        Assert.Equal([(EventPhase.Start, 60, null), (EventPhase.End, 100, "track-lost")], _yard.Story);
    }

    [Fact]
    public void After_the_memory_the_place_is_another_vehicles()
    {
        _yard.SeeFrom(0, 70, Yard.Vehicle(0.7)).SeeFrom(70.1, 700).SeeFrom(700.1, 800, Yard.Vehicle(0.7, id: 2)).Finish();
        Assert.Equal(2, _yard.Signals.Count(signal => signal.Phase == EventPhase.Start));
    }

    [Fact]
    public void Two_tracks_on_one_vehicle_are_one_event()
    {
        _yard.SeeFrom(0, 90, Yard.Vehicle(0.7), Yard.Vehicle(0.705, id: 2, classId: Yard.Truck)).Finish();
        Assert.Equal([EventPhase.Start, EventPhase.End], _yard.Signals.Select(signal => signal.Phase));
    }

    [Fact]
    public void Two_vehicles_side_by_side_are_two_events()
    {
        _yard.SeeFrom(0, 90, Yard.Vehicle(0.6), Yard.Vehicle(0.82, id: 2)).Finish();
        Assert.Equal(4, _yard.Signals.Count);
    }

    [Fact]
    public void One_that_drives_off_and_comes_back_is_told_again()
    {
        _yard.Draw(time => [Yard.Vehicle(DrawnScene.Between(time, 70, 0.7, 73, 1, 90, 1, 93, 0.7))], 0, 160).Finish();
        Assert.Equal(["moved", "stopped"], _yard.Signals.Where(signal => signal.Phase == EventPhase.End).Select(signal => signal.Reason));
    }
}
