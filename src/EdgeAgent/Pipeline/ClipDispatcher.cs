using EdgeAgent.Domain;
using EdgeAgent.Recording;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>Has a clip cut for each event that starts, and hands it to the sink when it is whole. Asked by one thread at a time.</summary>
internal sealed partial class ClipDispatcher(
    CameraPlan plan, ClipRecorder recorder, IClipSink sink, IMediaClock clock, ILogger<ClipDispatcher> logger)
{
    /// <summary>
    /// Clips of one camera that are cut at the same time. When more events start within a few seconds, those beyond it point to the
    /// latest clip, if it shows their start: a crowd must not fill the disk with the same ten seconds.
    /// </summary>
    private const int MaximumAtOnce = 4;

    private readonly List<Task> _cutting = [];
    private (Guid Id, MediaTime Start)? _latest;

    /// <summary>
    /// Begins the clip of an event, from before to after its start, and says at once which clip will show it; null where none can.
    /// Events that start in the same picture share one.
    /// </summary>
    public Guid? Request(Guid eventId, MediaTime start)
    {
        _cutting.RemoveAll(cut => cut.IsCompleted);
        if (_latest is { } latest && (start == latest.Start || _cutting.Count >= MaximumAtOnce))
        {
            return start <= latest.Start + TimeSpan.FromSeconds(plan.Clips.PostSeconds) ? latest.Id : null;
        }

        var id = Guid.CreateVersion7(clock.ToUtc(start).Value);
        var request = new ClipRequest(
            start - TimeSpan.FromSeconds(plan.Clips.PreSeconds),
            start + TimeSpan.FromSeconds(plan.Clips.PostSeconds),
            Path.Combine(plan.ClipDirectory, $"{id}.mp4"));
        var cutting = CutAsync(id, eventId, request);
        if (cutting.IsCompleted)
        {
            // It could not even begin.
            return null;
        }

        _latest = (id, start);
        _cutting.Add(cutting);
        return id;
    }

    /// <summary>The camera is given up: ends the clips that were begun with what there is, and waits until they are with the sink.</summary>
    public Task FinishAsync(CancellationToken giveUp)
    {
        recorder.EndStream();
        return Task.WhenAll(_cutting).WaitAsync(giveUp);
    }

    private async Task CutAsync(Guid id, Guid eventId, ClipRequest request)
    {
        try
        {
            Directory.CreateDirectory(plan.ClipDirectory);
            var recorded = await recorder.RecordAsync(request, CancellationToken.None);
            await sink.AddAsync(Describe(id, eventId, request, recorded), CancellationToken.None);
        }
        catch (ProblemException e)
        {
            Log.NoClip(logger, plan.Id, id, e.Problem.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NoClip(logger, plan.Id, id, e.Message);
        }
        catch (Exception e)
        {
            // One clip is lost, not the camera; nobody else would hear of it.
            Log.Unexpected(logger, plan.Id, id, e);
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
        ActualMedia = new MediaRange(clock.BootId, recorded.ActualStart, recorded.ActualEnd),
        Parts = recorded.Parts,
        Gaps = recorded.Gaps,
        IsComplete = recorded.IsComplete,
    };

    private static partial class Log
    {
        [LoggerMessage(1820, LogLevel.Error, "{Camera}: clip {Clip} could not be made: {Reason}")]
        public static partial void NoClip(ILogger logger, CameraId camera, Guid clip, string reason);

        [LoggerMessage(1821, LogLevel.Error, "{Camera}: clip {Clip} could not be made")]
        public static partial void Unexpected(ILogger logger, CameraId camera, Guid clip, Exception exception);
    }
}
