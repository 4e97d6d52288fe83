using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording;

/// <summary>
/// Cuts clips out of one camera's packets, of the past and of what is still to come, any number at once: out of the ring, and what has left
/// it, out of the recording.
/// </summary>
internal sealed partial class ClipRecorder(
    PacketRing ring, ClipOptions options, IMediaClock clock, TimeProvider timeProvider, ILogger<ClipRecorder> logger,
    Func<MediaTime, MediaTime, RecordedPackets>? recorded = null)
{
    // Stamps on disk are rounded; two pictures are never this close.
    private static readonly TimeSpan SamePicture = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Takes hold of the packets before it returns for the first time, so that none can leave the ring meanwhile, and completes
    /// when the clip is on disk: when its end has come. A camera that goes away is waited for until then.
    /// </summary>
    /// <exception cref="RecordingException">Codes <c>clip/no-pictures</c>, <c>clip/failed</c>, <c>disk/*</c>; no file is left behind.</exception>
    public Task<RecordedClip> RecordAsync(ClipRequest request, CancellationToken cancellationToken)
    {
        var subscription = ring.Subscribe(request.Start, options.QueueMaximumBytes);
        return subscription is null
            ? Task.FromException<RecordedClip>(NoPackets(request))
            : Task.Run(() => RecordAsync(request, subscription, cancellationToken), CancellationToken.None);
    }

    /// <summary>The camera is given up: clips that follow it end with what there is.</summary>
    public void EndStream() => ring.Close();

    private async Task<RecordedClip> RecordAsync(ClipRequest request, PacketSubscription subscription, CancellationToken cancellationToken)
    {
        using (subscription)
        {
            try
            {
                using var cut = new ClipCut(request);
                await FollowAsync(request, subscription, cut, cancellationToken);
                if (!cut.TryComplete())
                {
                    throw NoPackets(request);
                }

                var clip = Describe(cut);
                Log.Recorded(logger, request.Path, clip.Parts.Length, clip.Parts.Sum(p => p.SizeBytes), (clip.ActualEnd - clip.ActualStart).TotalSeconds, clip.IsComplete);
                return clip;
            }
            catch (Exception fault) when (fault is FFmpegException or IOException or UnauthorizedAccessException)
            {
                throw RecordingProblems.FromWrite(request.Path, fault);
            }
        }
    }

    private async Task FollowAsync(ClipRequest request, PacketSubscription subscription, ClipCut cut, CancellationToken cancellationToken)
    {
        var next = subscription.TryRead();
        if (recorded is not null && !(next?.Time <= request.Start))
        {
            TakeRecorded(request, recorded, next?.DecodeTime, cut);
        }

        for (; next is not null || (next = await NextAsync(request, subscription, cancellationToken)) is not null; next = null)
        {
            using var packet = next.Value;
            if (!cut.Take(packet))
            {
                return;
            }
        }

        if (subscription.Overrun)
        {
            throw RecordingProblems.DiskTooSlow(request.Path, options.QueueMaximumBytes);
        }
    }

    /// <summary>What has left the ring already: the event was seen late. A recording that cannot be read must not cost the rest of the clip.</summary>
    private void TakeRecorded(ClipRequest request, Func<MediaTime, MediaTime, RecordedPackets> open, MediaTime? ring, ClipCut cut)
    {
        try
        {
            foreach (var packet in open(request.Start, request.End).ReadMore())
            {
                using (packet)
                {
                    if (packet.DecodeTime + SamePicture >= ring || !cut.Take(packet))
                    {
                        return;
                    }
                }
            }
        }
        catch (StorageException fault)
        {
            Log.NotFromRecording(logger, request.Path, fault.Problem.ToString());
        }
    }

    /// <summary>The next packet; null where none can come that is still in the clip.</summary>
    private async ValueTask<TimedPacket?> NextAsync(ClipRequest request, PacketSubscription subscription, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // What has come is in the clip, however late it is fetched: a slow writer, or a machine that slept.
            if (subscription.TryRead() is { } here)
            {
                return here;
            }

            // A camera that comes back after the end has nothing for this clip; one that is connected may only be late.
            var left = request.End - clock.Now;
            var patience = (left > TimeSpan.Zero ? left : TimeSpan.Zero)
                + (subscription.IsConnected ? TimeSpan.FromSeconds(options.StallSeconds) : TimeSpan.Zero);
            if (subscription.IsOver || patience <= TimeSpan.Zero || !await WaitAsync(subscription, patience, cancellationToken))
            {
                return subscription.TryRead();
            }
        }
    }

    /// <returns>False where nothing happened.</returns>
    private async ValueTask<bool> WaitAsync(PacketSubscription subscription, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var stall = new CancellationTokenSource(patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            await subscription.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private RecordedClip Describe(ClipCut cut)
    {
        var (start, end) = (cut.Start, cut.End);
        // One look at the clock, so that times that are the same stay the same.
        var utc = clock.ToUtc(end);
        return new RecordedClip(
            start,
            end,
            cut.Gaps.All(gap => gap.IsEmpty),
            [.. cut.Parts.Select(part => part with { StartUtc = Utc(part.Start!.Value) })],
            [.. cut.Gaps.Select(gap => new ClipGap(Utc(gap.From), Utc(gap.To), gap.Reason))]);

        UtcTime Utc(MediaTime time) => utc with { Value = utc.Value + (time - end) };
    }

    private RecordingException NoPackets(ClipRequest request) =>
        RecordingProblems.NoPackets(request.Start, request.End, ring.OldestTime, ring.NewestTime);

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Information, "{Path}: clip of {Parts} files, {Bytes} bytes, over {Seconds:0.0} s, complete: {Complete}")]
        public static partial void Recorded(ILogger logger, string path, int parts, long bytes, double seconds, bool complete);

        [LoggerMessage(1102, LogLevel.Warning, "{Path}: what had left the memory could not be read from the recording: {Reason}")]
        public static partial void NotFromRecording(ILogger logger, string path, string reason);
    }
}
