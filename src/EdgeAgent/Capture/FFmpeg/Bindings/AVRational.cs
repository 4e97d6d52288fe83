using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AVRational(int Numerator, int Denominator);
