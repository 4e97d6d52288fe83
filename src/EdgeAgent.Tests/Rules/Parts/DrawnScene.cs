using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Crowds;
using EdgeAgent.Rules.Hazards;
using EdgeAgent.Rules.Parking;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Prowling;
using EdgeAgent.Rules.Traffic;

namespace EdgeAgent.Rules.Parts;

/// <summary>A scene of objects that move as objects do, which fires its rule a known number of times.</summary>
/// <param name="Rule">With its defaults.</param>
/// <param name="Seconds">How long it goes on.</param>
/// <param name="Starts">How many events there are in it.</param>
/// <param name="At">What is to be seen at a time; the pace, 0.8 to 1.3, makes it another scene of the same kind.</param>
/// <param name="Vague">Seconds by which even who sees everything could differ on when it begins.</param>
internal sealed record DrawnScene(RuleOptions Rule, double Seconds, int Starts, Func<double, double, Track[]> At, double Vague = 0)
{
    private static readonly Dictionary<string, DrawnScene> Scenes = new()
    {
        ["intrusion"] = new(
            new IntrusionOptions { Id = "r", Zone = "yard" }, 20, 1, (t, pace) => [Yard.Track(Between(t, 5, 0.2, 8 / pace, 0.7, 14, 0.7, 16, 0.2))]),
        ["intrusion-line"] = new(
            new IntrusionOptions { Id = "r", Line = "line" }, 20, 2, (t, pace) => [Yard.Track(Between(t, 4, 0.3, 4 + (6 / pace), 0.8, 12, 0.8, 17, 0.2))]),
        ["loitering"] = new(
            new LoiteringOptions { Id = "r", Zone = "yard" }, 60, 1, (t, pace) => [Yard.Track(Between(t, 5, 0.2, 8 / pace, 0.7, 50, 0.7, 52, 0.2))]),
        ["illegal-parking"] = new(
            new IllegalParkingOptions { Id = "r", Zone = "yard" },
            90,
            1,
            (t, pace) => [Yard.Vehicle(Between(t, 2, 0.1, 2 + (4 / pace), 0.7, 80, 0.7, 84, 1)), Yard.Vehicle(Between(t, 0, 0.9, 50, 0.9, 52, 1), id: 2)],
            // The last quarter of its length.
            Vague: 0.4),
        ["vehicle-prowling"] = new(new VehicleProwlingOptions { Id = "r" }, 60, 1, Prowl),
        ["crowd"] = new(
            new CrowdOptions { Id = "r", Zone = "yard", Persons = 3 },
            60,
            1,
            (t, pace) => [.. Enumerable.Range(1, 6).Select(id => Yard.Track(Between(t, id, 0.2, id + (3 / pace), 0.6 + (id * 0.05), 30, 0.7, 33, 0.2), id: id))]),
        ["wrong-way"] = new(
            new WrongWayOptions { Id = "r", Zone = "yard", Lane = "lane" },
            20,
            1,
            (t, pace) => [Yard.Vehicle(1 - (0.1 * pace * t / 1.3)), Yard.Vehicle(0.1 * pace * t / 1.3, id: 2, foot: 0.5)]),
        ["traffic-count"] = new(
            new TrafficCountOptions { Id = "r", Line = "line" }, 140, 3, Traffic),
        ["fire-smoke"] = new(
            new FireSmokeOptions { Id = "r" },
            30,
            1,
            (t, pace) => t is > 5 and < 20 && (t * pace) % 1 < 0.7 ? [Yard.Vehicle(0.5 + (0.02 * Math.Sin(t)), id: 1 + (int)t, classId: Yard.Fire)] : [],
            // As long as it is dark.
            Vague: 0.4),
        ["fight"] = new(
            new FightOptions { Id = "r" }, 30, 1, (t, pace) => t > 5 && t < 5 + (8 * pace) ? [Yard.Track(0.5, classId: Yard.Fight)] : []),
    };

    public static TheoryData<string> All => [.. Scenes.Keys];

    public static DrawnScene Of(string name) => Scenes[name];

    public Yard Watch(double pace, double fps, double phase = 0)
    {
        var yard = new Yard(
            rule: Rule,
            lines: [new LineOptions { Id = "line", Start = new(0.5f, 0), End = new(0.5f, 1) }, new LineOptions { Id = "lane", Start = new(0.1f, 0.8f), End = new(0.9f, 0.8f) }]);
        return yard.Draw(time => At(time, pace), phase, Seconds, fps).Finish();
    }

    /// <summary>The value at a time, of pairs of a time and the value then.</summary>
    public static double Between(double time, params ReadOnlySpan<double> points)
    {
        for (var i = 0; i + 3 < points.Length; i += 2)
        {
            var (t0, x0, t1, x1) = (points[i], points[i + 1], points[i + 2], points[i + 3]);
            if (time < t1)
            {
                return time <= t0 ? x0 : x0 + ((x1 - x0) * (time - t0) / (t1 - t0));
            }
        }

        return points[^1];
    }

    /// <summary>One that crosses every 15 seconds, but for the turns of the minutes, every second one to the left.</summary>
    private static Track[] Traffic(double time, double pace) =>
        [.. Enumerable.Range(1, 9).Where(id => id % 4 != 0).Select(id => Yard.Vehicle(0.5 + ((time - (id * 15)) * 0.1 * pace * (id % 2 == 0 ? -1 : 1)), id: id))];

    /// <summary>Three parked cars, and somebody who goes from one to the next.</summary>
    private static Track[] Prowl(double time, double pace) =>
    [
        Yard.Vehicle(0.2, id: 1),
        Yard.Vehicle(0.5, id: 2),
        Yard.Vehicle(0.8, id: 3, classId: Yard.Truck),
        Yard.Track(Between(time, 12, 0.02, 12 + (4 / pace), 0.2, 22, 0.2, 22 + (5 / pace), 0.5, 32, 0.5, 32 + (5 / pace), 0.8, 43, 0.8, 48, 0.99), id: 4, foot: 0.82),
    ];
}
