namespace EdgeAgent.Parts;

internal enum DiskAction
{
    Create,
    Write,
    Flush,
    SyncDirectories,
    Truncate,
    Replace,
    Delete,
}

/// <summary>One change to the file system.</summary>
/// <param name="Offset">Of a write, or the length of a truncation.</param>
internal sealed record DiskStep(DiskAction Action, string Path, long Offset = 0, byte[]? Bytes = null);
