namespace EdgeAgent.Domain;

/// <summary>Whether another person keeps the same company along the path. Stored in files.</summary>
internal enum Company : byte
{
    Unknown = 0,
    Alone = 1,
    Accompanied = 2,
}
