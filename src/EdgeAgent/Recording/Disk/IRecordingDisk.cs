namespace EdgeAgent.Recording.Disk;

/// <summary>Every change that recording makes to the file system, so that a test can cut the power after any of them.</summary>
internal interface IRecordingDisk
{
    /// <summary>Makes the directories and the file, which must not be there. Both are only sure to survive a cut after <see cref="SyncDirectories"/>.</summary>
    IRecordingFile Create(string path);

    /// <summary>When this returns, the file's name and the directories above it up to the root survive a cut of power.</summary>
    void SyncDirectories(string path, string root);

    /// <summary>Cuts a file, for good when this returns.</summary>
    void Truncate(string path, long length);

    /// <summary>Writes a small file as a whole, or not at all, for good when this returns.</summary>
    void Replace(string path, ReadOnlySpan<byte> bytes);

    void Delete(string path);

    /// <summary>Deletes the directory where it is empty.</summary>
    void DeleteEmptyDirectory(string path);

    /// <summary>What the agent's user may still write to the file system of this directory; null where it cannot be said.</summary>
    long? FreeBytes(string directory);
}
