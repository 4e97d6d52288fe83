using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Parts;

/// <summary>The real file system, and a journal of everything that was done to it, so that the power can be cut anywhere afterwards.</summary>
internal sealed class JournaledDisk : IRecordingDisk
{
    private readonly Lock _lock = new();

    public List<DiskStep> Steps { get; } = [];

    /// <summary>Called before each step, on the writer's thread.</summary>
    public Action<int>? BeforeStep { get; init; }

    public IRecordingFile Create(string path)
    {
        Add(new DiskStep(DiskAction.Create, path));
        return new JournaledFile(this, path, SystemDisk.Instance.Create(path));
    }

    public void SyncDirectories(string path, string root)
    {
        Add(new DiskStep(DiskAction.SyncDirectories, path));
        SystemDisk.Instance.SyncDirectories(path, root);
    }

    public void Truncate(string path, long length)
    {
        Add(new DiskStep(DiskAction.Truncate, path, length));
        SystemDisk.Instance.Truncate(path, length);
    }

    public void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        Add(new DiskStep(DiskAction.Replace, path, 0, bytes.ToArray()));
        SystemDisk.Instance.Replace(path, bytes);
    }

    public void Delete(string path)
    {
        Add(new DiskStep(DiskAction.Delete, path));
        SystemDisk.Instance.Delete(path);
    }

    public void DeleteEmptyDirectory(string path) => SystemDisk.Instance.DeleteEmptyDirectory(path);

    public long? FreeBytes(string directory) => SystemDisk.Instance.FreeBytes(directory);

    private void Add(DiskStep step)
    {
        lock (_lock)
        {
            BeforeStep?.Invoke(Steps.Count);
            Steps.Add(step);
        }
    }

    private sealed class JournaledFile(JournaledDisk disk, string path, IRecordingFile file) : IRecordingFile
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            disk.Add(new DiskStep(DiskAction.Write, path, offset, bytes.ToArray()));
            file.Write(offset, bytes);
        }

        public void Truncate(long length)
        {
            disk.Add(new DiskStep(DiskAction.Truncate, path, length));
            file.Truncate(length);
        }

        public void Flush()
        {
            disk.Add(new DiskStep(DiskAction.Flush, path));
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
