namespace EdgeAgent.Domain;

/// <summary>Whose setting says how long something about a person is kept.</summary>
internal enum PersonalRetention
{
    Events,
    Recordings,
    Sightings,
    Audit,
}
