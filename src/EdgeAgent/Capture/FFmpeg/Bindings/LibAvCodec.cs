using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The functions of libavcodec in use, as its headers declare them.</summary>
internal static partial class LibAvCodec
{
    private const string Library = FFmpegLibraries.AvCodec;

    static LibAvCodec() => FFmpegLibraries.Register();

    [LibraryImport(Library, EntryPoint = "av_packet_alloc")]
    public static partial AVPacketHandle PacketAlloc();

    /// <summary>The destination must be empty; on an error it still is.</summary>
    [LibraryImport(Library, EntryPoint = "av_packet_ref")]
    public static partial int PacketRef(AVPacketHandle destination, AVPacketHandle source);

    [LibraryImport(Library, EntryPoint = "av_new_packet")]
    public static partial int NewPacket(AVPacketHandle packet, int size);

    [LibraryImport(Library, EntryPoint = "av_packet_copy_props")]
    public static partial int PacketCopyProperties(AVPacketHandle destination, AVPacketHandle source);

    /// <summary>Zero where the packet has none. The size is an int before libavcodec 59; both begin with the same four bytes here.</summary>
    [LibraryImport(Library, EntryPoint = "av_packet_get_side_data")]
    public static partial nint PacketSideData(AVPacketHandle packet, int type, ref nuint size);

    [LibraryImport(Library, EntryPoint = "av_packet_unref")]
    public static partial void PacketUnref(AVPacketHandle packet);

    [LibraryImport(Library, EntryPoint = "av_packet_free")]
    public static partial void PacketFree(ref nint packet);

    [LibraryImport(Library, EntryPoint = "avcodec_parameters_alloc")]
    public static partial AVCodecParametersHandle ParametersAlloc();

    [LibraryImport(Library, EntryPoint = "avcodec_parameters_copy")]
    public static partial int ParametersCopy(AVCodecParametersHandle destination, nint source);

    [LibraryImport(Library, EntryPoint = "avcodec_parameters_copy")]
    public static partial int ParametersCopy(nint destination, AVCodecParametersHandle source);

    [LibraryImport(Library, EntryPoint = "avcodec_parameters_free")]
    public static partial void ParametersFree(ref nint parameters);

    /// <returns>A codec that lives as long as the library; zero where there is none.</returns>
    [LibraryImport(Library, EntryPoint = "avcodec_find_decoder")]
    public static partial nint FindDecoder(int codecId);

    /// <returns>A codec that lives as long as the library; zero where there is none.</returns>
    [LibraryImport(Library, EntryPoint = "avcodec_find_decoder_by_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindDecoderByName(string name);

    /// <returns>A codec that lives as long as the library; zero where there is none.</returns>
    [LibraryImport(Library, EntryPoint = "avcodec_find_encoder_by_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindEncoderByName(string name);

    [LibraryImport(Library, EntryPoint = "avcodec_alloc_context3")]
    public static partial AVCodecContextHandle AllocContext(nint codec);

    [LibraryImport(Library, EntryPoint = "avcodec_parameters_to_context")]
    public static partial int ParametersToContext(AVCodecContextHandle context, AVCodecParametersHandle parameters);

    [LibraryImport(Library, EntryPoint = "avcodec_parameters_from_context")]
    public static partial int ParametersFromContext(AVCodecParametersHandle parameters, AVCodecContextHandle context);

    [LibraryImport(Library, EntryPoint = "avcodec_open2")]
    public static partial int Open(AVCodecContextHandle context, nint codec, ref nint options);

    [LibraryImport(Library, EntryPoint = "avcodec_send_packet")]
    public static partial int SendPacket(AVCodecContextHandle context, AVPacketHandle packet);

    /// <summary>A null packet begins draining.</summary>
    [LibraryImport(Library, EntryPoint = "avcodec_send_packet")]
    public static partial int SendPacket(AVCodecContextHandle context, nint packet);

    [LibraryImport(Library, EntryPoint = "avcodec_receive_frame")]
    public static partial int ReceiveFrame(AVCodecContextHandle context, AVFrameHandle frame);

    [LibraryImport(Library, EntryPoint = "avcodec_send_frame")]
    public static partial int SendFrame(AVCodecContextHandle context, AVFrameHandle frame);

    /// <summary>A null frame begins draining.</summary>
    [LibraryImport(Library, EntryPoint = "avcodec_send_frame")]
    public static partial int SendFrame(AVCodecContextHandle context, nint frame);

    [LibraryImport(Library, EntryPoint = "avcodec_receive_packet")]
    public static partial int ReceivePacket(AVCodecContextHandle context, AVPacketHandle packet);

    [LibraryImport(Library, EntryPoint = "avcodec_free_context")]
    public static partial void FreeContext(ref nint context);

    public static string CodecName(int codecId) => Marshal.PtrToStringUTF8(GetName(codecId)) ?? "unknown";

    [LibraryImport(Library, EntryPoint = "avcodec_get_name")]
    private static partial nint GetName(int codecId);
}
