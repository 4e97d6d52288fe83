namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Values of the public headers that have not changed since FFmpeg 4.</summary>
internal static class AVConstants
{
    /// <summary>AV_NOPTS_VALUE.</summary>
    public const long NoPts = long.MinValue;

    /// <summary>AVMEDIA_TYPE_VIDEO.</summary>
    public const int MediaTypeVideo = 0;

    /// <summary>AVDISCARD_ALL.</summary>
    public const int DiscardAll = 48;

    /// <summary>AV_DISPOSITION_ATTACHED_PIC: the cover of a song, not a video.</summary>
    public const int DispositionAttachedPicture = 0x400;

    /// <summary>AV_PKT_FLAG_KEY.</summary>
    public const int PacketFlagKey = 1;

    /// <summary>AV_PKT_FLAG_CORRUPT.</summary>
    public const int PacketFlagCorrupt = 2;

    /// <summary>AV_FRAME_FLAG_CORRUPT.</summary>
    public const int FrameFlagCorrupt = 1;

    /// <summary>MKTAG('h','v','c','1'): H.265 whose parameter sets are all in the sample entry.</summary>
    public const int TagHvc1 = 'h' | ('v' << 8) | ('c' << 16) | ('1' << 24);

    /// <summary>AVIO_FLAG_WRITE.</summary>
    public const int IOFlagWrite = 2;

    /// <summary>AVCOL_RANGE_JPEG: luma 0–255.</summary>
    public const int ColorRangeFull = 2;

    /// <summary>AVCOL_SPC_BT709.</summary>
    public const int ColorSpaceBt709 = 1;

    /// <summary>AV_HWDEVICE_TYPE_VAAPI.</summary>
    public const int HardwareVaapi = 3;

    /// <summary>AVCOL_SPC_UNSPECIFIED.</summary>
    public const int ColorSpaceUnspecified = 2;

    /// <summary>AV_INPUT_BUFFER_PADDING_SIZE.</summary>
    public const int InputBufferPadding = 64;

    /// <summary>AV_PKT_DATA_PRFT: when the sender's clock says that it was taken.</summary>
    public const int PacketDataProducerTime = 27;
}
