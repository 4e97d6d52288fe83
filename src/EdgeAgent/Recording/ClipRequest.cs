using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>A piece of a camera's stream that somebody wants as a file.</summary>
/// <param name="Start">The clip begins with the keyframe at or before this.</param>
/// <param name="End">The clip ends at or shortly after this; it may lie in the future.</param>
/// <param name="Path">The MP4 that is written; its directory exists.</param>
internal sealed record ClipRequest(MediaTime Start, MediaTime End, string Path);
