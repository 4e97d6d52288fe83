namespace EdgeAgent.Domain;

/// <summary>A piece of a camera's recording that somebody still needs.</summary>
/// <param name="FromUtc">On the wall clock, as it was known then.</param>
/// <param name="ToUtc">As <paramref name="FromUtc"/>.</param>
/// <param name="Media">The same on the media clock, where it is known: the wall clock may have been set since.</param>
internal sealed record PinnedRange(CameraId Camera, DateTimeOffset FromUtc, DateTimeOffset ToUtc, MediaRange? Media = null);
