namespace EdgeAgent.Capture;

/// <summary>What a source has done since it was made, over all connections.</summary>
/// <param name="Connections">How often the camera answered.</param>
/// <param name="Packets">Read.</param>
/// <param name="Bytes">In these packets.</param>
/// <param name="Pictures">Decoded, wanted or not.</param>
/// <param name="DecodeErrors">Packets that gave an error instead of a picture.</param>
/// <param name="DamagedPictures">Pictures decoded with concealed damage.</param>
internal readonly record struct CaptureStatistics(
    long Connections, long Packets, long Bytes, long Pictures, long DecodeErrors, long DamagedPictures);
