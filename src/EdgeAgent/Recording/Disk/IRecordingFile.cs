namespace EdgeAgent.Recording.Disk;

/// <summary>One file that grows at its end. Faults are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>, as .NET has them.</summary>
internal interface IRecordingFile : IDisposable
{
    /// <summary>One write, which may be tried again at the same place where it failed.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Gives up what a failed write may have left behind this length.</summary>
    void Truncate(long length);

    /// <summary>When this returns, what was written survives a cut of power.</summary>
    void Flush();
}
