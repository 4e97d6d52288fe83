using System.Runtime.InteropServices;

namespace EdgeAgent.Recording.Disk;

/// <summary>What root makes among the agent's files belongs to the agent's user, who must be able to read and delete it.</summary>
internal static partial class FileOwner
{
    // fcntl.h and linux/stat.h: AT_FDCWD, STATX_UID | STATX_GID.
    private const int AtCurrentDirectory = -100;
    private const uint UserAndGroup = 0x18;

    /// <summary>Gives a file or folder to whom the folder around it belongs. Where the file system has no owners, they stay as they are.</summary>
    public static void TakeFromFolder(string path)
    {
        if (Environment.IsPrivilegedProcess && Look(AtCurrentDirectory, Path.GetDirectoryName(path)!, 0, UserAndGroup, out var folder) == 0)
        {
            _ = ChangeOwner(path, folder.User, folder.Group);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Look(int directory, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary>What statx fills in; the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;
    }
}
