using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Crowds;
using EdgeAgent.Rules.Hazards;
using EdgeAgent.Rules.Parking;
using EdgeAgent.Rules.Parts;
using EdgeAgent.Rules.Postures;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Prowling;
using EdgeAgent.Rules.Traffic;

namespace EdgeAgent.Rules;

/// <summary>A camera that is looked at as seldom as the configuration allows, or whose clock goes astray, sees what lasts all the same.</summary>
public sealed class SlowFrameTests
{
    private static readonly Dictionary<string, (RuleOptions Rule, Func<double, Track[]> At, double From)> Scenes = new()
    {
        ["intrusion"] = (new IntrusionOptions { Id = "r", Zone = "yard" }, time => time < 100 ? [Yard.Track(0.7)] : [], 0.5),
        ["intrusion-line"] = (new IntrusionOptions { Id = "r", Line = "line" }, time => [Yard.Track(time < 35 ? 0.3 : 0.7)], 35),
        ["loitering"] = (new LoiteringOptions { Id = "r", Zone = "yard" }, time => time < 100 ? [Yard.Track(0.7)] : [], 30),
        ["illegal-parking"] = (new IllegalParkingOptions { Id = "r", Zone = "yard" }, time => time < 150 ? [Yard.Vehicle(0.7)] : [], 60),
        ["crowd"] = (
            new CrowdOptions { Id = "r", Zone = "yard", Persons = 3 },
            time => time < 100 ? [.. Enumerable.Range(1, 5).Select(id => Yard.Track(0.6 + (id * 0.05), id))] : [],
            5),
        ["wrong-way"] = (
            new WrongWayOptions { Id = "r", Zone = "yard", Lane = "lane", MinimumSpeed = 0.05 }, time => time < 80 ? [Yard.Vehicle(0.98 - (time * 0.006))] : [], 2),
        ["fire-smoke"] = (new FireSmokeOptions { Id = "r" }, time => time < 100 ? [Yard.Vehicle(0.7, classId: Yard.Fire)] : [], 3),
        ["fight"] = (new FightOptions { Id = "r" }, time => time < 100 ? [Yard.Track(0.7, classId: Yard.Fight)] : [], 3),
        ["vehicle-prowling"] = (
            new VehicleProwlingOptions { Id = "r" },
            time =>
            [
                Yard.Vehicle(0.2, id: 1), Yard.Vehicle(0.5, id: 2), Yard.Vehicle(0.8, id: 3),
                .. time is > 25 and < 150 ? [Yard.Track(DrawnScene.Between(time, 65, 0.2, 66, 0.5, 105, 0.5, 106, 0.8), id: 4, foot: 0.82)] : Array.Empty<Track>(),
            ],
            108),
    };

    private static LineOptions[] Lines =>
    [
        new() { Id = "line", Start = new(0.5f, 0), End = new(0.5f, 1) },
        new() { Id = "lane", Start = new(0.1f, 0.8f), End = new(0.9f, 0.8f) },
    ];

    public static TheoryData<string, double> Slow
    {
        get
        {
            var cases = new TheoryData<string, double>();
            foreach (var scene in Scenes.Keys)
            {
                cases.Add(scene, 1);
                cases.Add(scene, 0.4);
                cases.Add(scene, 0.1);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Slow))]
    public void What_lasts_is_told_once_however_seldom_anybody_looks(string name, double fps)
    {
        var (rule, at, from) = Scenes[name];
        var yard = new Yard(rule: rule, lines: Lines).Draw(at, 0, 600, fps).Finish();
        SignalAssert.WholeEvents(yard.Signals);
        var start = Assert.Single(yard.Signals, signal => signal.Phase == EventPhase.Start);
        Assert.InRange(start.Time.TotalSeconds, from - (2 / fps), from + (3 / fps));
    }

    /// <summary>The tracker vouches for nobody over such a step: whoever is there afterwards has a new id.</summary>
    [Theory]
    [InlineData("intrusion")]
    [InlineData("intrusion-line")]
    [InlineData("loitering")]
    [InlineData("illegal-parking")]
    [InlineData("crowd")]
    [InlineData("fire-smoke")]
    [InlineData("fight")]
    public void A_clock_that_jumps_ahead_a_year_makes_nothing_last_longer(string name)
    {
        var (rule, at, from) = Scenes[name];
        var yard = new Yard(rule: rule, lines: Lines);
        var now = at(0);
        yard.SeeFrom(0, 0.4, now);
        yard.SeeFrom(365 * 86400, (365 * 86400) + 0.4, Array.ConvertAll(now, track => track with { Id = track.Id + 100 }));
        Assert.Empty(yard.Signals);
        Assert.True(from > 0.4);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(0.4, 2)]
    [InlineData(0.1, 1)]
    public void Who_lies_among_others_who_are_looked_at_as_well_is_down(double fps, int persons)
    {
        // One person a frame is looked at, in turn.
        var yard = new Yard(rule: new PersonDownOptions { Id = "down" });
        for (var i = 0; i < 20 * persons; i++)
        {
            var time = i / fps;
            var posture = i < 10 * persons ? Posture.Upright : Posture.Lying;
            TrackPosture[] looked = i % persons == 0 ? [new TrackPosture(1, posture, Yard.Track(0.5).Box, 0.6f)] : [];
            yard.See(time, looked, Yard.Track(0.5));
        }

        Assert.Equal([EventPhase.Start, EventPhase.End], yard.Finish().Signals.Select(signal => signal.Phase));
    }

    [Fact]
    public void One_look_at_a_box_that_jumped_there_and_back_is_no_move_of_a_parked_car()
    {
        var yard = new Yard(rule: new IllegalParkingOptions { Id = "r", Zone = "yard" });
        yard.Draw(time => [Yard.Vehicle(DrawnScene.Between(time, 0, 0.1, 10, 0.7))], 0, 20, fps: 0.4)
            .See(20, Yard.Vehicle(0.7)).See(100, Yard.Vehicle(0.7)).See(102.5, Yard.Vehicle(0.9, foot: 0.9))
            .Draw(_ => [Yard.Vehicle(0.7)], 105, 250, fps: 0.4).Finish();
        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "stopped")], yard.Story.Select(told => (told.Phase, told.Reason)));
    }

    [Fact]
    public void A_frame_whose_time_stands_still_is_no_second_sight()
    {
        var yard = new Yard(rule: new IntrusionOptions { Id = "r", Zone = "yard", MinimumSeconds = 0 });
        yard.See(1, Yard.Track(0.7)).See(1, Yard.Track(0.7)).See(2, Yard.Track(0.2)).Finish();
        Assert.Empty(yard.Signals);
    }
}
