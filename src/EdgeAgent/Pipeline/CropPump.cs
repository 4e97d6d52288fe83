using System.Threading.Channels;
using EdgeAgent.Domain;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>Carries the crops of one camera to the disk, so that a slow one holds up no frame. They are no evidence: what does not fit the queue is dropped.</summary>
internal sealed partial class CropPump(CameraId camera, CropStore store, IMediaClock clock, ILogger<CropPump> logger)
{
    private const int Capacity = 64;

    private readonly Channel<TrackCrop> _crops = Channel.CreateBounded<TrackCrop>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Post(TrackCrop crop) => _crops.Writer.TryWrite(crop);

    /// <summary>No more will come; <see cref="RunAsync"/> ends with the last.</summary>
    public void Complete() => _crops.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var crop in _crops.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await store.AddAsync(camera, crop.Track, clock.ToUtc(crop.Time), crop.Jpeg, cancellationToken);
            }
            catch (RecordingException e)
            {
                Log.NotKept(logger, camera, crop.Track, e.Problem.ToString());
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1840, LogLevel.Warning, "{Camera}: the picture of track {Track} is not kept: {Reason}")]
        public static partial void NotKept(ILogger logger, CameraId camera, int track, string reason);
    }
}
