namespace EdgeAgent.Storage;

/// <summary>What of a file is looked at when it is opened.</summary>
internal enum SqliteCheck
{
    /// <summary>All: what is torn is met now, not in the middle of the night. It reads the whole file.</summary>
    EveryPage,

    /// <summary>That none is cut off its end. For a file too large to be read at every start, whose reader sees for itself that a page is torn.</summary>
    Length,
}
