using System.Collections.Immutable;
using EdgeAgent.Domain;

namespace EdgeAgent.Contract;

/// <summary>What each type of event means, and which members of <c>detail</c> belong to it.</summary>
/// <param name="Type">Such as <c>intrusion</c>.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Details">JSON names of members; <c>suppressed</c> and <c>verdict</c> belong to all.</param>
internal sealed record EventCatalog(string Type, string Meaning, ImmutableArray<string> Details)
{
    public static ImmutableArray<EventCatalog> All { get; } =
    [
        Of(EventTypes.AbandonedObject, "A thing that was not there stays in a zone; `detail.parties` names who left it.", "parties"),
        Of(EventTypes.CameraBack, "A camera's stream is usable again."),
        Of(EventTypes.CameraLost, "A camera gives no usable stream; `code` says why."),
        Of(EventTypes.CameraTamper, "A camera is covered, defocused, turned, dark or frozen; `detail.kind` says which.", "kind"),
        Of(EventTypes.Crowd, "More persons than set are in a zone.", "count"),
        Of(EventTypes.DeviceFault, "Something of the pole itself is wrong; `code` says what."),
        Of(EventTypes.Fight, "Persons in violent contact."),
        Of(EventTypes.FireSmoke, "Flame or smoke."),
        Of(EventTypes.IllegalParking, "A vehicle stands where it must not."),
        Of(EventTypes.Intrusion, "Somebody is in an armed zone, or crosses a directed line.", "direction"),
        Of(EventTypes.Loitering, "Somebody stays in a zone."),
        Of(EventTypes.PersonDown, "A person who was upright lies and does not get up."),
        Of(EventTypes.RemovedObject, "A fixed thing is gone or has changed.", "parties", "lastIntact"),
        Of(
            EventTypes.SearchMatch,
            "Somebody or something resembles the description of a live search order: a candidate, never an identity. A person's verdict releases it.",
            "order", "match", "appearance", "heading", "seen", "leftView", "past", "more"),
        Of(EventTypes.TrafficCount, "How many crossed a line within a minute.", "count", "counts"),
        Of(EventTypes.VehicleProwling, "One person stops at several parked vehicles.", "count", "parties"),
        Of(EventTypes.WrongWay, "A vehicle moves against a lane's direction."),
    ];

    private static EventCatalog Of(string type, string meaning, params ReadOnlySpan<string> details) => new(type, meaning, [.. details, "suppressed", "verdict"]);
}
