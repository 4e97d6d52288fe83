namespace EdgeAgent.Control.Verbs;

/// <summary>What a camera saw.</summary>
/// <param name="Camera">Which.</param>
/// <param name="Time">UTC of the picture.</param>
/// <param name="Jpeg">At most 60 KB; Base64 in JSON.</param>
internal sealed record SnapshotResult(string Camera, DateTimeOffset Time, byte[] Jpeg);
