using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>Makes of a clip what leaves the pole: the signed manifest, and the keys that its parts are encrypted with.</summary>
internal interface IClipSealer
{
    /// <param name="clip">Finished and on disk.</param>
    /// <param name="mode">Of the pole, when it was appended.</param>
    /// <param name="severity">Of its event.</param>
    /// <param name="previous">Hash of the camera's previous manifest; null for the first.</param>
    ClipSeal Seal(Clip clip, PoleMode mode, Severity severity, string? previous);
}
