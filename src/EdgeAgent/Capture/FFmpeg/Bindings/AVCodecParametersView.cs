namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The fields in use of AVCodecParameters that somebody else owns.</summary>
internal readonly unsafe struct AVCodecParametersView(nint parameters)
{
    public int MediaType => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersType);

    public int CodecId => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersId);

    /// <summary>An AVPixelFormat; -1 where it is unknown.</summary>
    public int Format => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersFormat);

    public int Width => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersWidth);

    public int Height => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersHeight);

    /// <summary>By how many pictures presentation lags behind decoding: 0 without B-frames.</summary>
    public int VideoDelay => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersVideoDelay);

    /// <summary>The stream's header: what a decoder must have before the first packet; empty where there is none.</summary>
    public ReadOnlySpan<byte> ExtraData => new(
        *(byte**)(parameters + FFmpegLibraries.Layout.CodecParametersExtraData),
        *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersExtraDataSize));

    /// <summary>Four letters, the first in the lowest byte: what a container calls the codec; 0 leaves it to the muxer.</summary>
    public void SetTag(int tag) => *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersTag) = tag;

    public void SetPicture(int format, int width, int height)
    {
        *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersFormat) = format;
        *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersWidth) = width;
        *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersHeight) = height;
    }

    /// <summary>Frees the old one, and keeps a copy of the new one with the zeros behind it that libavcodec reads over.</summary>
    public void SetExtraData(ReadOnlySpan<byte> header)
    {
        var data = (byte**)(parameters + FFmpegLibraries.Layout.CodecParametersExtraData);
        LibAvUtil.Free((nint)(*data));
        *data = header.IsEmpty ? null : (byte*)LibAvUtil.AllocateZeroed((nuint)(header.Length + AVConstants.InputBufferPadding));
        *(int*)(parameters + FFmpegLibraries.Layout.CodecParametersExtraDataSize) = header.Length;
        header.CopyTo(new Span<byte>(*data, header.Length));
    }
}
