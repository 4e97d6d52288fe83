using System.Runtime.InteropServices;
using System.Text;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The functions of libavutil in use, as its headers declare them.</summary>
internal static unsafe partial class LibAvUtil
{
    private const string Library = FFmpegLibraries.AvUtil;

    static LibAvUtil() => FFmpegLibraries.Register();

    [LibraryImport(Library, EntryPoint = "av_dict_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DictSet(ref nint dictionary, string key, string value, int flags);

    [LibraryImport(Library, EntryPoint = "av_dict_count")]
    public static partial int DictCount(nint dictionary);

    [LibraryImport(Library, EntryPoint = "av_dict_free")]
    public static partial void DictFree(ref nint dictionary);

    [LibraryImport(Library, EntryPoint = "av_mallocz")]
    public static partial nint AllocateZeroed(nuint size);

    /// <summary>For memory that a library has handed over.</summary>
    [LibraryImport(Library, EntryPoint = "av_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "av_frame_alloc")]
    public static partial AVFrameHandle FrameAlloc();

    [LibraryImport(Library, EntryPoint = "av_frame_move_ref")]
    public static partial void FrameMoveRef(AVFrameHandle destination, AVFrameHandle source);

    [LibraryImport(Library, EntryPoint = "av_frame_unref")]
    public static partial void FrameUnref(AVFrameHandle frame);

    [LibraryImport(Library, EntryPoint = "av_frame_free")]
    public static partial void FrameFree(ref nint frame);

    /// <summary>Memory for a frame whose size and format are set.</summary>
    [LibraryImport(Library, EntryPoint = "av_frame_get_buffer")]
    public static partial int FrameGetBuffer(AVFrameHandle frame, int align);

    /// <summary>New memory for the frame where somebody else still reads what it has.</summary>
    [LibraryImport(Library, EntryPoint = "av_frame_make_writable")]
    public static partial int FrameMakeWritable(AVFrameHandle frame);

    /// <summary>Sets an option of a context by its name.</summary>
    [LibraryImport(Library, EntryPoint = "av_opt_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OptionSet(AVCodecContextHandle context, string name, string value, int flags);

    /// <param name="device">A reference to be given away or freed.</param>
    /// <param name="type">An AVHWDeviceType.</param>
    /// <param name="name">Such as a device node; null for the first that works.</param>
    /// <param name="options">An AVDictionary, or zero.</param>
    /// <param name="flags">Unused.</param>
    [LibraryImport(Library, EntryPoint = "av_hwdevice_ctx_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int HardwareDeviceCreate(out nint device, int type, string? name, nint options, int flags);

    /// <summary>A copy of a picture in the hardware's memory, in the first format that it offers.</summary>
    [LibraryImport(Library, EntryPoint = "av_hwframe_transfer_data")]
    public static partial int HardwareFrameTransfer(AVFrameHandle destination, AVFrameHandle source, int flags);

    [LibraryImport(Library, EntryPoint = "av_frame_copy_props")]
    public static partial int FrameCopyProperties(AVFrameHandle destination, AVFrameHandle source);

    /// <summary>What the builders call their release, such as <c>5.1.9-0+deb12u1</c>.</summary>
    public static string? VersionInfo() => Marshal.PtrToStringUTF8(GetVersionInfo());

    /// <summary>The name of a pixel format such as <c>yuv420p</c>; null where it is unknown.</summary>
    public static string? PixelFormatName(int format) => Marshal.PtrToStringUTF8(GetPixelFormatName(format));

    /// <summary>Bits of the first component of a pixel format; null where it is unknown.</summary>
    public static int? PixelFormatDepth(int format)
    {
        var layout = FFmpegLibraries.Layout;
        var descriptor = PixelFormatDescriptor(format);
        return descriptor == 0 ? null : *(int*)(descriptor + layout.PixelFormatComponents + layout.ComponentDepth);
    }

    /// <summary>FFmpeg's words for an error code.</summary>
    public static string ErrorText(int code)
    {
        var buffer = stackalloc byte[128];
        return StringError(code, buffer, 128) == 0 || buffer[0] != 0
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer))
            : $"error {code}";
    }

    /// <summary>Called while the libraries are being loaded, when an import would wait for itself.</summary>
    public static void LogSetLevel(LoadedLibraries libraries, int level) =>
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(libraries.AvUtil, "av_log_set_level"))(level);

    [LibraryImport(Library, EntryPoint = "av_strerror")]
    private static partial int StringError(int code, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "av_version_info")]
    private static partial nint GetVersionInfo();

    [LibraryImport(Library, EntryPoint = "av_get_pix_fmt_name")]
    private static partial nint GetPixelFormatName(int format);

    [LibraryImport(Library, EntryPoint = "av_pix_fmt_desc_get")]
    private static partial nint PixelFormatDescriptor(int format);
}
