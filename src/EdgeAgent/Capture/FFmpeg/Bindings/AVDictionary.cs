namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>Options for one libav call, which takes out the ones that it knows.</summary>
internal sealed class AVDictionary : IDisposable
{
    public nint Native;

    /// <summary>How many entries no call has taken.</summary>
    public int Count => LibAvUtil.DictCount(Native);

    public void Set(string key, string value) => FFmpegProblems.ThrowOnError(LibAvUtil.DictSet(ref Native, key, value, 0), "set an option");

    public void Dispose() => LibAvUtil.DictFree(ref Native);
}
