namespace EdgeAgent.Domain;

/// <summary>What a person at the center has said of an event.</summary>
internal enum Verdict
{
    Unsure,
    Confirmed,
    Rejected,
}
