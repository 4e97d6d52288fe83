namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>One FFmpeg release series that the bindings know: the majors of its libraries and where its fields lie.</summary>
internal sealed record FFmpegRelease(string Name, int AvFormat, int AvCodec, int AvUtil, int SwScale, Layout Layout);
