using System.Threading.Channels;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>Carries the pictures of one camera's events to the disk, so that a slow one holds up no frame.</summary>
internal sealed partial class StillPump(CameraId camera, IStillSink sink, CameraState state, ILogger<StillPump> logger)
{
    private const int Capacity = 16;

    private readonly Channel<Still> _stills = Channel.CreateBounded<Still>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>False where there is no room: the event then names no picture that never comes.</summary>
    public bool TryPost(Still still) => _stills.Writer.TryWrite(still);

    /// <summary>No more will come; <see cref="RunAsync"/> ends with the last.</summary>
    public void Complete() => _stills.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var still in _stills.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                sink.Add(still);
            }
            catch (ProblemException e)
            {
                state.CountStillDropped();
                Log.NotKept(logger, camera, still.EventId, e.Problem.ToString());
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1860, LogLevel.Warning, "{Camera}: the picture of event {Event} is not kept: {Reason}")]
        public static partial void NotKept(ILogger logger, CameraId camera, Guid @event, string reason);
    }
}
