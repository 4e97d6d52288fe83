using System.Collections.Concurrent;
using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>The hardware decoders of this device: which may be there, and which have failed and are not tried again.</summary>
/// <param name="deviceDirectory">Where device nodes lie.</param>
internal sealed class DecoderCatalog(string deviceDirectory)
{
    public const string Vaapi = "vaapi";

    // NVIDIA's first: its boards have V4L2 nodes of other kinds too. VA-API last: its pictures are copied.
    private static readonly (string Suffix, string[] Nodes)[] Families =
    [
        ("nvv4l2dec", ["nvhost-nvdec", "v4l2-nvdec"]),
        ("nvmpi", ["nvhost-nvdec", "v4l2-nvdec"]),
        ("v4l2m2m", ["video*"]),
    ];

    private static readonly string[] RenderNodes = ["dri/renderD*"];
    private static readonly string[] Codecs = ["h264", "hevc"];

    private readonly ConcurrentDictionary<string, string> _broken = new();

    public static DecoderCatalog System { get; } = new("/dev");

    /// <summary>The names of those that have failed, and why.</summary>
    public IReadOnlyDictionary<string, string> Broken => _broken;

    /// <summary>What may decode a codec here, in the order to be tried: in this build of FFmpeg, and with its device node.</summary>
    public IEnumerable<DecoderCandidate> Present(string codec) => All(codec).Where(candidate =>
        HasNode(candidate) && (candidate.CodecName is null || LibAvCodec.FindDecoderByName(candidate.CodecName) != 0));

    /// <summary>The candidate that a setting names; null for a name that this build of FFmpeg does not know.</summary>
    public static DecoderCandidate? Named(string name, string codec) =>
        name == Vaapi ? new DecoderCandidate($"{codec} ({Vaapi})", codec, null, RenderNodes)
        : LibAvCodec.FindDecoderByName(name) is not 0 and var found
            ? new DecoderCandidate(name, LibAvCodec.CodecName(new AVCodecView(found).Id), name, [])
            : null;

    /// <summary>Its device node is there.</summary>
    public bool HasNode(DecoderCandidate candidate) => candidate.Nodes.Count == 0 || candidate.Nodes.Any(HasNode);

    /// <summary>Why it is not tried; null where it may be.</summary>
    public string? BrokenReason(DecoderCandidate candidate) => _broken.GetValueOrDefault(candidate.Name);

    /// <summary>It is not tried again while this process runs.</summary>
    public void MarkBroken(DecoderCandidate candidate, string reason) => _broken.TryAdd(candidate.Name, reason);

    private static IEnumerable<DecoderCandidate> All(string codec) => !Codecs.Contains(codec) ? [] :
    [
        .. Families.Select(family => new DecoderCandidate($"{codec}_{family.Suffix}", codec, $"{codec}_{family.Suffix}", family.Nodes)),
        new DecoderCandidate($"{codec} ({Vaapi})", codec, null, RenderNodes),
    ];

    private bool HasNode(string pattern)
    {
        var directory = Path.Combine(deviceDirectory, Path.GetDirectoryName(pattern)!);
        return Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory, Path.GetFileName(pattern)).Any();
    }
}
