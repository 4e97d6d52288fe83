using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeAgent.Recording.Disk;

/// <summary>The real file system, through Linux where .NET does not go: fdatasync, and directories that must be synced themselves.</summary>
internal sealed partial class SystemDisk : IRecordingDisk
{
    // fcntl.h: O_RDONLY | O_DIRECTORY | O_CLOEXEC, which differ between processors only in O_DIRECTORY, and that is not needed.
    private const int OpenForReading = 0x80000;

    public static SystemDisk Instance { get; } = new();

    public IRecordingFile Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new SystemFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
    }

    public void SyncDirectories(string path, string root)
    {
        for (var at = Path.GetDirectoryName(path); at is not null && at.Length >= root.Length; at = Path.GetDirectoryName(at))
        {
            SyncDirectory(at);
        }
    }

    public void Truncate(string path, long length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.SetLength(file, length);
        RandomAccess.FlushToDisk(file);
    }

    public void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory);
            FileOwner.TakeFromFolder(directory);
        }

        var partial = path + ".partial";
        using (var file = File.OpenHandle(partial, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }

        FileOwner.TakeFromFolder(partial);
        File.Move(partial, path, overwrite: true);
        SyncDirectory(directory);
    }

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone is gone.
        }
    }

    public void DeleteEmptyDirectory(string path)
    {
        if (!Directory.EnumerateFileSystemEntries(path).Any())
        {
            Directory.Delete(path);
        }
    }

    public long? FreeBytes(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static void SyncDirectory(string path)
    {
        using var directory = new SafeFileHandle(Check(Open(path, OpenForReading), path), ownsHandle: true);
        _ = Check(Sync(directory), path);
    }

    // As .NET does: errno as the HResult, so that one place can tell a full disk from a read-only one.
    private static int Check(int result, string path) => result >= 0 ? result
        : throw new IOException($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}: {path}", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncData(SafeFileHandle file);

    private sealed class SystemFile(string path, SafeFileHandle handle) : IRecordingFile
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void Truncate(long length) => RandomAccess.SetLength(handle, length);

        public void Flush() => Check(SyncData(handle), path);

        public void Dispose() => handle.Dispose();
    }
}
