using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Index;

namespace EdgeAgent.Recording;

/// <summary>What the recorders of all cameras share.</summary>
/// <param name="Root">The directory of the recordings.</param>
/// <param name="Crops">Null where no small pictures of tracks are kept.</param>
internal sealed record RecordingStore(string Root, RecordingOptions Options, IRecordingDisk Disk, SegmentIndex Index, RecordingSpace Space, CropStore? Crops = null);
