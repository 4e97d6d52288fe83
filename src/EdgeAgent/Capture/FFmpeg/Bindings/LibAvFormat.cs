using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The functions of libavformat in use, as its headers declare them.</summary>
internal static partial class LibAvFormat
{
    private const string Library = FFmpegLibraries.AvFormat;

    static LibAvFormat() => FFmpegLibraries.Register();

    /// <summary>Major, minor and micro in 16, 8 and 8 bits.</summary>
    [LibraryImport(Library, EntryPoint = "avformat_version")]
    public static partial uint Version();

    [LibraryImport(Library, EntryPoint = "avformat_alloc_context")]
    public static partial nint AllocContext();

    /// <summary>Frees the context and clears the reference where it fails.</summary>
    [LibraryImport(Library, EntryPoint = "avformat_open_input", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenInput(ref nint context, string url, nint inputFormat, ref nint options);

    /// <param name="context">What was opened.</param>
    /// <param name="options">The first of as many dictionaries as there are streams now, for their decoders; each is to be freed afterwards.</param>
    [LibraryImport(Library, EntryPoint = "avformat_find_stream_info")]
    public static partial int FindStreamInfo(AVInputContextHandle context, ref nint options);

    [LibraryImport(Library, EntryPoint = "av_read_frame")]
    public static partial int ReadFrame(AVInputContextHandle context, AVPacketHandle packet);

    [LibraryImport(Library, EntryPoint = "avformat_close_input")]
    public static partial void CloseInput(ref nint context);

    [LibraryImport(Library, EntryPoint = "avformat_alloc_output_context2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AllocOutputContext(out nint context, nint outputFormat, string formatName, string fileName);

    [LibraryImport(Library, EntryPoint = "avformat_free_context")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "avformat_new_stream")]
    public static partial nint NewStream(SafeHandle context, nint codec);

    [LibraryImport(Library, EntryPoint = "avformat_write_header")]
    public static partial int WriteHeader(SafeHandle context, ref nint options);

    [LibraryImport(Library, EntryPoint = "av_write_frame")]
    public static partial int WriteFrame(SafeHandle context, AVPacketHandle packet);

    /// <summary>A null packet has the muxer write what it holds back.</summary>
    [LibraryImport(Library, EntryPoint = "av_write_frame")]
    public static partial int WriteFrame(SafeHandle context, nint packet);

    [LibraryImport(Library, EntryPoint = "av_write_trailer")]
    public static partial int WriteTrailer(AVOutputContextHandle context);

    [LibraryImport(Library, EntryPoint = "avio_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int IOOpen(out nint context, string url, int flags);

    [LibraryImport(Library, EntryPoint = "avio_flush")]
    public static partial void IOFlush(nint context);

    [LibraryImport(Library, EntryPoint = "avio_close")]
    public static partial int IOClose(nint context);

    /// <summary>Output that gathers in memory.</summary>
    [LibraryImport(Library, EntryPoint = "avio_open_dyn_buf")]
    public static partial int IOOpenMemory(out nint context);

    /// <summary>Closes it and gives its bytes, to be freed with <see cref="LibAvUtil.Free"/>.</summary>
    /// <returns>How many.</returns>
    [LibraryImport(Library, EntryPoint = "avio_close_dyn_buf")]
    public static partial int IOCloseMemory(nint context, out nint bytes);
}
