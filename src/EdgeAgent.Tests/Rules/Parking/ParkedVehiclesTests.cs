using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parking;

public sealed class ParkedVehiclesTests
{
    private readonly ParkedVehicles _vehicles = new(new HashSet<int> { Yard.Car }, minimumOverlap: 0.6, memorySeconds: 86_400, lostSeconds: 30);
    private int _frame;

    [Fact]
    public void Places_are_bounded_and_the_one_out_of_sight_for_longest_makes_room()
    {
        // 1,500 vehicles stand for three seconds each, all at other places, and are never seen to leave.
        for (var vehicle = 0; vehicle < 1500; vehicle++)
        {
            See(4, Small(vehicle));
        }

        Assert.Equal(1024, _vehicles.Places.Count);
        Assert.Equal(Enumerable.Range(1500 - 1023, 1024), _vehicles.Places.Select(place => place.Number).Order());
    }

    [Fact]
    public void A_place_is_forgotten_after_the_memory_and_its_number_never_used_again()
    {
        See(4, Small(1));
        See(86_500);
        Assert.Empty(_vehicles.Places);
        See(4, Small(1) with { Id = 7 });
        Assert.Equal(2, Assert.Single(_vehicles.Places).Number);
    }

    [Fact]
    public void A_vehicle_that_stops_stands_from_then_on()
    {
        for (var i = 0; i < 10; i++)
        {
            See(1, Yard.Vehicle(0.1 + (0.05 * i)));
        }

        Assert.Empty(_vehicles.Places);
        See(12, Yard.Vehicle(0.6));
        Assert.InRange(Assert.Single(_vehicles.Places).Standing.TotalSeconds, 10, 12);
    }

    private static Track Small(int place) =>
        new(place + 1, Yard.Car, TrackState.Confirmed, new BoundingBox(place % 40 / 40f, place / 40 / 40f, 0.02f, 0.02f), 0.8f, default, default);

    /// <summary>The same for some frames, one a second.</summary>
    private void See(int frames, params Track[] tracks)
    {
        for (var i = 0; i < frames; i++)
        {
            _vehicles.Observe(new RuleFrame(MediaTime.FromSeconds(++_frame), tracks) { Elapsed = TimeSpan.FromSeconds(1) }, []);
        }
    }
}
