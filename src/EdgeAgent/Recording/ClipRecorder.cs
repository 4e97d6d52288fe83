using System.Security.Cryptography;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording;

/// <summary>Cuts clips out of one camera's packets, of the past and of what is still to come, any number at once.</summary>
internal sealed partial class ClipRecorder(PacketRing ring, ClipOptions options, TimeProvider timeProvider, ILogger<ClipRecorder> logger)
{
    /// <summary>
    /// Takes hold of the packets before it returns for the first time, so that none can leave the ring meanwhile, and completes
    /// when the clip is on disk: when its end has come, or the stream has ended or stalled.
    /// </summary>
    /// <exception cref="RecordingException">Codes <c>clip/no-pictures</c>, <c>clip/failed</c>, <c>disk/*</c>; no partial file is left behind.</exception>
    public Task<RecordedClip> RecordAsync(ClipRequest request, CancellationToken cancellationToken)
    {
        var subscription = ring.Subscribe(request.Start, options.QueueMaximumBytes);
        return subscription is null
            ? Task.FromException<RecordedClip>(RecordingProblems.NoPackets(request.Start, request.End))
            : Task.Run(() => RecordAsync(request, subscription, cancellationToken), CancellationToken.None);
    }

    private async Task<RecordedClip> RecordAsync(ClipRequest request, PacketSubscription subscription, CancellationToken cancellationToken)
    {
        using (subscription)
        {
            try
            {
                var extent = await WriteAsync(request, subscription, cancellationToken);
                var clip = await DescribeAsync(request, subscription.Stream, extent);
                Log.Recorded(logger, request.Path, clip.Part.SizeBytes, clip.Part.Duration.TotalSeconds, clip.IsComplete);
                return clip;
            }
            catch (Exception fault) when (fault is FFmpegException or IOException or UnauthorizedAccessException)
            {
                throw RecordingProblems.FromWrite(request.Path, fault);
            }
        }
    }

    private async Task<ClipExtent> WriteAsync(ClipRequest request, PacketSubscription subscription, CancellationToken cancellationToken)
    {
        Remuxer? remuxer = null;
        var extent = new ClipExtent();
        try
        {
            while (await NextAsync(subscription, cancellationToken) is { } packet)
            {
                using (packet)
                {
                    // Not before a picture that is shown after all others: its B-frames would be missing before it.
                    if (packet.DecodeTime >= request.End && extent.IsNext(packet))
                    {
                        extent.ReachedEnd = true;
                        break;
                    }

                    if (extent.TryAdd(packet))
                    {
                        remuxer ??= Remuxer.Create(request.Path, subscription.Stream);
                        remuxer.Write(packet.Packet);
                    }
                }
            }

            if (subscription.Overrun && !extent.ReachedEnd)
            {
                throw RecordingProblems.DiskTooSlow(request.Path, options.QueueMaximumBytes);
            }

            // A stream that ends with the very picture that was asked for last is whole, too.
            extent.ReachedEnd |= extent.End >= request.End;
            if (remuxer is null)
            {
                throw RecordingProblems.NoPackets(request.Start, request.End);
            }

            remuxer.Complete();
            return extent;
        }
        finally
        {
            remuxer?.Dispose();
        }
    }

    /// <summary>The next packet; null where the stream ended, or nothing came for too long.</summary>
    private async ValueTask<TimedPacket?> NextAsync(PacketSubscription subscription, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Only waiting is a stall: a slow writer, or a machine that slept, finds its packets here.
        if (subscription.TryRead() is { } here)
        {
            return here;
        }

        using var stall = new CancellationTokenSource(TimeSpan.FromSeconds(options.StallSeconds), timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            return await subscription.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return subscription.TryRead();
        }
    }

    private static async Task<RecordedClip> DescribeAsync(ClipRequest request, VideoStream stream, ClipExtent extent)
    {
        await using var file = File.OpenRead(request.Path);
        var hash = await SHA256.HashDataAsync(file);
        var part = new ClipPart(
            request.Path,
            file.Length,
            Convert.ToHexStringLower(hash),
            stream.Codec,
            stream.Width,
            stream.Height,
            extent.End - extent.Start);
        return new RecordedClip(extent.Start, extent.End, extent.ReachedEnd, part);
    }

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Information, "{Path}: clip of {Seconds:0.0} s, {Bytes} bytes, complete: {Complete}")]
        public static partial void Recorded(ILogger logger, string path, long bytes, double seconds, bool complete);
    }
}
