using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Crowds;
using EdgeAgent.Rules.Hazards;
using EdgeAgent.Rules.Lines;
using EdgeAgent.Rules.Parking;
using EdgeAgent.Rules.Presence;
using EdgeAgent.Rules.Prowling;
using EdgeAgent.Rules.Traffic;

namespace EdgeAgent.Rules.Parts;

/// <summary>Every rule about tracks, impatient enough to fire at what is drawn at random.</summary>
internal static class RuleCase
{
    private static readonly NormalizedPoint[] Zone =
        [new(0.41f, 0.13f), new(0.83f, 0.21f), new(0.97f, 0.79f), new(0.63f, 0.57f), new(0.17f, 0.93f)];

    // On no point of the grid on which tracks are drawn.
    private static readonly LineOptions Line = new() { Id = "line", Start = new(0.376953125f, 0.0625f), End = new(0.626953125f, 0.9375f) };

    private static readonly LineOptions Lane = new() { Id = "lane", Start = new(0.125f, 0.5f), End = new(0.875f, 0.5625f) };

    private static readonly Dictionary<string, RuleOptions> Rules = new()
    {
        ["intrusion"] = new IntrusionOptions { Id = "r", Zone = "yard" },
        ["intrusion-line"] = new IntrusionOptions { Id = "r", Line = "line" },
        ["intrusion-line-right"] = new IntrusionOptions { Id = "r", Line = "line", Direction = CrossingDirection.ToRight },
        ["loitering"] = new LoiteringOptions { Id = "r", Zone = "yard", MinimumSeconds = 4, ClearSeconds = 1 },
        ["illegal-parking"] = new IllegalParkingOptions { Id = "r", Zone = "yard", MinimumSeconds = 3, MinimumOverlap = 0.3, LostSeconds = 3 },
        ["vehicle-prowling"] = new VehicleProwlingOptions { Id = "r", Vehicles = 2, WithinSeconds = 30, StopSeconds = 0.5, ParkedSeconds = 2 },
        ["crowd"] = new CrowdOptions { Id = "r", Zone = "yard", Persons = 1, Seconds = 1, ClearSeconds = 1 },
        ["wrong-way"] = new WrongWayOptions { Id = "r", Zone = "yard", Lane = "lane", MinimumSeconds = 0.5, MinimumSpeed = 0.1 },
        ["traffic-count"] = new TrafficCountOptions { Id = "r", Line = "line" },
        ["fire-smoke"] = new FireSmokeOptions { Id = "r", Zone = "yard", MinimumSeconds = 1 },
        ["fight"] = new FightOptions { Id = "r", MinimumSeconds = 1 },
    };

    public static TheoryData<string> All => [.. Rules.Keys];

    public static RuleOptions Rule(string name) => Rules[name];

    public static Yard Watched(string name) => new(Zone, Rules[name], [Line, Lane]);

    /// <summary>The same in a mirror. What crosses a line to the right crosses it to the left there, unless it runs the other way.</summary>
    public static Yard Mirrored(string name) => new(
        Array.ConvertAll(Zone, Mirror),
        Rules[name],
        [Line with { Start = Mirror(Line.End), End = Mirror(Line.Start) }, Lane with { Start = Mirror(Lane.Start), End = Mirror(Lane.End) }]);

    public static Track Mirror(Track track) => track with { Box = track.Box with { X = 1 - track.Box.Right } };

    private static NormalizedPoint Mirror(NormalizedPoint point) => point with { X = 1 - point.X };
}
