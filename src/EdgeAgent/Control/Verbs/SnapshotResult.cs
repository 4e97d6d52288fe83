using System.ComponentModel;

namespace EdgeAgent.Control.Verbs;

/// <summary>What a camera saw.</summary>
internal sealed record SnapshotResult(
    [Description("Id of the camera.")] string Camera,
    [Description("Of the picture.")] DateTimeOffset Time,
    [Description("The picture, at most 60 KB, in base64.")] byte[] Jpeg);
