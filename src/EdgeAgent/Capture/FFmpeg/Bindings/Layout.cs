namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Where the fields in use lie in the public structs of one FFmpeg major; bytes from the start of the struct, 64-bit.</summary>
internal sealed record Layout
{
    [NativeField("AVFormatContext", "pb")]
    public required int FormatContextPb { get; init; }

    [NativeField("AVFormatContext", "nb_streams")]
    public required int FormatContextStreamCount { get; init; }

    [NativeField("AVFormatContext", "streams")]
    public required int FormatContextStreams { get; init; }

    /// <summary>An AVIOInterruptCB by value: function, then opaque pointer.</summary>
    [NativeField("AVFormatContext", "interrupt_callback")]
    public required int FormatContextInterruptCallback { get; init; }

    [NativeField("AVIOContext", "error")]
    public required int IOContextError { get; init; }

    [NativeField("AVStream", "time_base")]
    public required int StreamTimeBase { get; init; }

    [NativeField("AVStream", "start_time")]
    public required int StreamStartTime { get; init; }

    [NativeField("AVStream", "disposition")]
    public required int StreamDisposition { get; init; }

    [NativeField("AVStream", "discard")]
    public required int StreamDiscard { get; init; }

    [NativeField("AVStream", "avg_frame_rate")]
    public required int StreamAverageFrameRate { get; init; }

    [NativeField("AVStream", "r_frame_rate")]
    public required int StreamRealFrameRate { get; init; }

    [NativeField("AVStream", "codecpar")]
    public required int StreamCodecParameters { get; init; }

    [NativeField("AVCodecParameters", "codec_type")]
    public required int CodecParametersType { get; init; }

    [NativeField("AVCodecParameters", "codec_id")]
    public required int CodecParametersId { get; init; }

    [NativeField("AVCodecParameters", "codec_tag")]
    public required int CodecParametersTag { get; init; }

    [NativeField("AVCodecParameters", "extradata")]
    public required int CodecParametersExtraData { get; init; }

    [NativeField("AVCodecParameters", "extradata_size")]
    public required int CodecParametersExtraDataSize { get; init; }

    [NativeField("AVCodecParameters", "format")]
    public required int CodecParametersFormat { get; init; }

    [NativeField("AVCodecParameters", "width")]
    public required int CodecParametersWidth { get; init; }

    [NativeField("AVCodecParameters", "height")]
    public required int CodecParametersHeight { get; init; }

    [NativeField("AVCodecParameters", "video_delay")]
    public required int CodecParametersVideoDelay { get; init; }

    [NativeField("AVCodec", "name")]
    public required int CodecName { get; init; }

    [NativeField("AVCodec", "id")]
    public required int CodecId { get; init; }

    /// <summary>A reference to an AVHWDeviceContext, which the context owns.</summary>
    [NativeField("AVCodecContext", "hw_device_ctx")]
    public required int CodecContextHardwareDevice { get; init; }

    [NativeField("AVPacket", "pts")]
    public required int PacketPts { get; init; }

    [NativeField("AVPacket", "dts")]
    public required int PacketDts { get; init; }

    [NativeField("AVPacket", "data")]
    public required int PacketData { get; init; }

    [NativeField("AVPacket", "size")]
    public required int PacketSize { get; init; }

    [NativeField("AVPacket", "stream_index")]
    public required int PacketStreamIndex { get; init; }

    [NativeField("AVPacket", "flags")]
    public required int PacketFlags { get; init; }

    [NativeField("AVPacket", "duration")]
    public required int PacketDuration { get; init; }

    [NativeField("AVPacket", "pos")]
    public required int PacketPosition { get; init; }

    [NativeField("AVFrame", "data")]
    public required int FrameData { get; init; }

    [NativeField("AVFrame", "linesize")]
    public required int FrameLineSize { get; init; }

    [NativeField("AVFrame", "width")]
    public required int FrameWidth { get; init; }

    [NativeField("AVFrame", "height")]
    public required int FrameHeight { get; init; }

    [NativeField("AVFrame", "format")]
    public required int FrameFormat { get; init; }

    [NativeField("AVFrame", "pts")]
    public required int FramePts { get; init; }

    [NativeField("AVFrame", "flags")]
    public required int FrameFlags { get; init; }

    [NativeField("AVFrame", "color_range")]
    public required int FrameColorRange { get; init; }

    [NativeField("AVFrame", "colorspace")]
    public required int FrameColorSpace { get; init; }

    [NativeField("AVFrame", "decode_error_flags")]
    public required int FrameDecodeErrorFlags { get; init; }

    /// <summary>An array of AVComponentDescriptor by value.</summary>
    [NativeField("AVPixFmtDescriptor", "comp")]
    public required int PixelFormatComponents { get; init; }

    [NativeField("AVComponentDescriptor", "depth")]
    public required int ComponentDepth { get; init; }
}
