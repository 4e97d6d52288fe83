using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>A piece of a camera's stream that somebody wants as files.</summary>
/// <param name="Start">The clip begins with the keyframe at or before this.</param>
/// <param name="End">The clip ends at or shortly after this; it may lie in the future.</param>
/// <param name="Path">The MP4 that is written; its directory exists. Further parts are <c>NAME-1.mp4</c>, <c>NAME-2.mp4</c> beside it.</param>
internal sealed record ClipRequest(MediaTime Start, MediaTime End, string Path)
{
    /// <summary>What the center takes of one clip.</summary>
    public int MaximumParts { get; init; } = 64;

    /// <summary>What the center takes as one part.</summary>
    public long MaximumPartBytes { get; init; } = 128L << 20;

    /// <summary>The name of a file by its index and its first picture, where it is not <c>NAME-1.mp4</c>, …</summary>
    public Func<int, MediaTime, string>? PartName { get; init; }

    public string PathOf(int part, MediaTime start) => PartName is { } name
        ? System.IO.Path.Combine(Folder, name(part, start))
        : part == 0 ? Path : System.IO.Path.Combine(Folder, $"{System.IO.Path.GetFileNameWithoutExtension(Path)}-{part}.mp4");

    private string Folder => System.IO.Path.GetDirectoryName(Path) ?? "";
}
