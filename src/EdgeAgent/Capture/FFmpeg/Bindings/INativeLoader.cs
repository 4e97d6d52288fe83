namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Loads shared libraries, and asks them for the version that they say of themselves.</summary>
internal interface INativeLoader
{
    /// <summary>A library by its file name, such as <c>libavutil.so.57</c>; zero where it is not there.</summary>
    nint TryLoad(string fileName);

    /// <summary>What a function such as <c>avutil_version</c> returns: major, minor and micro in 16, 8 and 8 bits.</summary>
    uint VersionOf(nint library, string function);
}
