using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The functions of libswscale in use, as its header declares them. Loaded by the first call: only a comparison needs it.</summary>
internal static unsafe partial class LibSwScale
{
    private const string Library = FFmpegLibraries.SwScale;

    static LibSwScale() => FFmpegLibraries.Register();

    /// <returns>Zero where the formats or flags are not known.</returns>
    [LibraryImport(Library, EntryPoint = "sws_getContext")]
    public static partial SwsContextHandle GetContext(
        int sourceWidth, int sourceHeight, int sourceFormat, int width, int height, int format, int flags, nint sourceFilter, nint filter, nint parameters);

    [LibraryImport(Library, EntryPoint = "sws_scale")]
    public static partial int Scale(
        SwsContextHandle context, byte** source, int* sourceStride, int firstRow, int rows, byte** target, int* targetStride);

    [LibraryImport(Library, EntryPoint = "sws_freeContext")]
    public static partial void FreeContext(nint context);
}
