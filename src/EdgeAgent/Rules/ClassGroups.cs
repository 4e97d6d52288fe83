using System.Collections.Immutable;

namespace EdgeAgent.Rules;

/// <summary>COCO's labels, as detectors have them, of what rules are usually about.</summary>
internal static class ClassGroups
{
    public static ImmutableArray<string> Persons { get; } = ["person"];

    public static ImmutableArray<string> Vehicles { get; } = ["car", "truck", "bus", "motorcycle"];

    public static ImmutableArray<string> RoadUsers { get; } = ["car", "truck", "bus", "motorcycle", "bicycle", "person"];
}
