using System.Runtime.InteropServices;

namespace EdgeAgent.Diagnostics;

/// <summary>Has glibc give back what decoders and models free. Other C libraries are left as they are.</summary>
internal static partial class NativeHeap
{
    // malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX.
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    /// <summary>
    /// By default the first picture that is freed raises the size from which memory is mapped on its own, so that all later pictures lie
    /// among small things, in a heap for each thread, which can no more shrink: every reconnection would leave a few megabytes behind.
    /// </summary>
    public static void Bound()
    {
        try
        {
            _ = SetOption(MmapThreshold, 1 << 20);
            _ = SetOption(TrimThreshold, 1 << 20);
            _ = SetOption(ArenaMax, 2);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such options, and maps large memory always.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
