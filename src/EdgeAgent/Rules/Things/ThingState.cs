namespace EdgeAgent.Rules.Things;

internal enum ThingState
{
    /// <summary>Seen where it lies.</summary>
    Present,

    /// <summary>Somebody is before it.</summary>
    Hidden,

    /// <summary>It looks otherwise: moved, turned over, something put on it, or gone.</summary>
    Changed,

    /// <summary>Its place looks as it did before.</summary>
    Gone,
}
