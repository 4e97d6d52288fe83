namespace EdgeAgent.Domain;

/// <summary>Who is told of an event. What becomes of it is the center's affair; the pole only says whom it concerns.</summary>
internal static class EventRecipients
{
    public const string Ambulance = "ambulance";
    public const string Center = "center";
    public const string CityCleaning = "city-cleaning";
    public const string Disaster = "disaster";
    public const string Fire = "fire";
    public const string Operations = "operations";
    public const string Police = "police";
    public const string RoadFacilities = "road-facilities";
    public const string Traffic = "traffic";

    /// <summary>A pole that is set up or worked on concerns nobody but those who do it. So does a type that this agent does not know.</summary>
    public static string Of(string type, PoleMode mode, Verdict? verdict = null) =>
        mode != PoleMode.Operational ? Operations
        : type == EventTypes.SearchMatch && verdict == Verdict.Confirmed ? Police
        : Of(type);

    private static string Of(string type) => type switch
    {
        // The police hear of it after a verdict.
        EventTypes.SearchMatch => Center,
        EventTypes.VehicleProwling or EventTypes.Intrusion or EventTypes.Loitering or EventTypes.Fight or "emergency-bell" => Police,
        EventTypes.AbandonedObject => CityCleaning,
        EventTypes.RemovedObject => RoadFacilities,
        EventTypes.PersonDown => Ambulance,
        EventTypes.Crowd or "water-level" => Disaster,
        EventTypes.FireSmoke => Fire,
        EventTypes.WrongWay or EventTypes.IllegalParking or EventTypes.TrafficCount => Traffic,
        _ => Operations,
    };
}
