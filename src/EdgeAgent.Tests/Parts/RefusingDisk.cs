using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Parts;

/// <summary>The real disk, but for files that it will neither make nor delete.</summary>
internal sealed class RefusingDisk(Func<string, bool> refuses) : IRecordingDisk
{
    private static readonly SystemDisk Real = SystemDisk.Instance;

    public IRecordingFile Create(string path) => Real.Create(Granted(path));

    public void SyncDirectories(string path, string root) => Real.SyncDirectories(path, root);

    public void Truncate(string path, long length) => Real.Truncate(path, length);

    public void Replace(string path, ReadOnlySpan<byte> bytes) => Real.Replace(path, bytes);

    public void Delete(string path) => Real.Delete(Granted(path));

    public void DeleteEmptyDirectory(string path) => Real.DeleteEmptyDirectory(path);

    public long? FreeBytes(string directory) => Real.FreeBytes(directory);

    private string Granted(string path) => refuses(path) ? throw new IOException($"refused: {path}") : path;
}
