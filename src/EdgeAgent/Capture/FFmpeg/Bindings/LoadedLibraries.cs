namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The native library handles of one release. They stay loaded until the process ends.</summary>
internal sealed record LoadedLibraries(FFmpegRelease Release, nint AvFormat, nint AvCodec, nint AvUtil);
