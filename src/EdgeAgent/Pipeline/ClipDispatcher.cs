using System.Collections.Concurrent;
using EdgeAgent.Domain;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>Has a clip cut for each event that starts, and hands it to the sink when it is whole.</summary>
internal sealed partial class ClipDispatcher(
    CameraPlan plan, ClipRecorder recorder, IClipSink sink, IMediaClock clock, ILogger<ClipDispatcher> logger)
{
    /// <summary>
    /// Clips of one camera that are cut at the same time. When more events start within a few seconds, those beyond it point to the
    /// latest clip, which shows their start too: a crowd must not fill the disk with the same ten seconds.
    /// </summary>
    private const int MaximumAtOnce = 4;

    private readonly ConcurrentDictionary<Guid, Task> _cutting = new();
    private Guid _latest;

    /// <summary>Begins the clip of an event, from before to after its start, and says at once which clip will show it; null where none can.</summary>
    public Guid? Request(Guid eventId, MediaTime start)
    {
        if (_cutting.Count >= MaximumAtOnce)
        {
            return _latest;
        }

        var id = Guid.CreateVersion7(clock.ToUtc(start).Value);
        var request = new ClipRequest(
            start - TimeSpan.FromSeconds(plan.Clips.PreSeconds),
            start + TimeSpan.FromSeconds(plan.Clips.PostSeconds),
            Path.Combine(plan.ClipDirectory, $"{id}.mp4"));

        // A clip that fails before it begins has left the book by the time it would be entered: the entry must not outlive it.
        _cutting[id] = Task.CompletedTask;
        var cutting = CutAsync(id, eventId, request);
        _cutting.TryUpdate(id, cutting, Task.CompletedTask);
        if (cutting.IsCompleted)
        {
            return null;
        }

        _latest = id;
        return id;
    }

    /// <summary>The stream has ended: waits until the clips that were begun are with the sink.</summary>
    public Task FinishAsync(CancellationToken giveUp) => Task.WhenAll(_cutting.Values).WaitAsync(giveUp);

    private async Task CutAsync(Guid id, Guid eventId, ClipRequest request)
    {
        try
        {
            Directory.CreateDirectory(plan.ClipDirectory);
            var recorded = await recorder.RecordAsync(request, CancellationToken.None).ConfigureAwait(false);
            await sink.AddAsync(Describe(id, eventId, request, recorded), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ProblemException e)
        {
            Log.NoClip(logger, plan.Id, id, e.Problem.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NoClip(logger, plan.Id, id, e.Message);
        }
        finally
        {
            _cutting.TryRemove(id, out _);
        }
    }

    private Clip Describe(Guid id, Guid eventId, ClipRequest request, RecordedClip recorded) => new()
    {
        Id = id,
        Camera = plan.Id,
        EventId = eventId,
        Purpose = "event",
        AskedStart = clock.ToUtc(request.Start),
        AskedEnd = clock.ToUtc(request.End),
        ActualStart = clock.ToUtc(recorded.ActualStart),
        ActualEnd = clock.ToUtc(recorded.ActualEnd),
        Parts = [recorded.Part],
    };

    private static partial class Log
    {
        [LoggerMessage(1820, LogLevel.Error, "{Camera}: clip {Clip} could not be made: {Reason}")]
        public static partial void NoClip(ILogger logger, CameraId camera, Guid clip, string reason);
    }
}
