using System.Runtime.InteropServices;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Loads from where the system keeps its libraries, or from one directory and nowhere else.</summary>
internal sealed unsafe class SystemLoader(string? directory) : INativeLoader
{
    public nint TryLoad(string fileName) =>
        NativeLibrary.TryLoad(directory is null ? fileName : Path.Combine(directory, fileName), out var handle) ? handle : 0;

    public uint VersionOf(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out var export) ? ((delegate* unmanaged<uint>)export)() : 0;
}
