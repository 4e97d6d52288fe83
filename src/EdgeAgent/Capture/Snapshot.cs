using System.Diagnostics;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture;

/// <summary>One picture of a camera or file, for a person to look at.</summary>
internal static class Snapshot
{
    /// <summary>The first picture that decodes; the caller disposes of it. Its time is 0.</summary>
    /// <exception cref="FFmpegException">There is none; the code says why.</exception>
    public static Task<Frame> TakeAsync(CaptureOptions options, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Take(options, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    private static Frame Take(CaptureOptions options, CancellationToken cancellationToken)
    {
        var address = options.ToAddress();
        using var demuxer = Demuxer.Open(address, options.ToDemuxerOptions(), cancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream);
        using var packet = new Packet();
        var packets = 0;
        var begun = Stopwatch.GetTimestamp();

        // A file ends; a camera may send packets without a picture for ever.
        while (!(address.IsLive && Stopwatch.GetElapsedTime(begun) > PicturePatience.ForKeyframe) && demuxer.TryRead(packet))
        {
            packets++;
            decoder.Send(packet);
            if (decoder.TryReceive())
            {
                return Picture(decoder);
            }
        }

        decoder.Drain();
        return decoder.TryReceive()
            ? Picture(decoder)
            : throw FFmpegProblems.NothingDecoded(address.ToString(), demuxer.Stream.Codec, packets);
    }

    private static Frame Picture(VideoDecoder decoder)
    {
        var frame = decoder.TakePicture();
        frame.Time = default(MediaTime);
        return frame;
    }
}
