using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture;

/// <summary>Looks at a camera or file for a while and measures what it sends.</summary>
internal sealed class CameraProbe(TimeProvider timeProvider)
{
    /// <param name="options">Which camera.</param>
    /// <param name="duration">Of the stream's own time; a file may end before, and a camera whose stamps do not count is left after twice as long.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    /// <exception cref="FFmpegException">It sends nothing usable; the code says why.</exception>
    public Task<CameraFacts> ProbeAsync(CaptureOptions options, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Probe(options, duration, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    private CameraFacts Probe(CaptureOptions options, TimeSpan duration, CancellationToken cancellationToken)
    {
        var address = options.ToAddress();
        var begun = timeProvider.GetTimestamp();
        using var demuxer = Demuxer.Open(address, options.ToDemuxerOptions(), cancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream, options.ToDecoderOptions());
        using var packet = new Packet();
        var stream = demuxer.Stream;
        var measured = new StreamMeasurement(stream.TimeBase);
        double? firstPacket = null, firstKeyframe = null, firstPicture = null;
        long pictures = 0;
        var decoding = TimeSpan.Zero;
        while (measured.Duration < duration && !IsStuck() && demuxer.TryRead(packet))
        {
            var since = timeProvider.GetElapsedTime(begun).TotalSeconds;
            firstPacket ??= since;
            firstKeyframe ??= packet.IsKeyframe ? since : null;
            measured.Add(packet);

            var before = timeProvider.GetTimestamp();
            decoder.Send(packet);
            while (decoder.TryReceive())
            {
                pictures++;
                firstPicture ??= timeProvider.GetElapsedTime(begun).TotalSeconds;
            }

            decoding += timeProvider.GetElapsedTime(before);
        }

        bool IsStuck() => address.IsLive && timeProvider.GetElapsedTime(begun).TotalSeconds - firstPacket > 2 * duration.TotalSeconds;

        return firstPacket is null ? throw FFmpegProblems.NothingDecoded(address.ToString(), stream.Codec, 0) : new CameraFacts
        {
            Address = address.ToString(),
            Codec = stream.Codec,
            Width = stream.Width,
            Height = stream.Height,
            PixelFormat = stream.PixelFormat,
            IsFormatSupported = stream.IsFormatSupported,
            BitDepth = stream.BitDepth,
            NominalFrameRate = stream.NominalFrameRate,
            MeasuredFrameRate = measured.FrameRate,
            BitsPerSecond = measured.BitsPerSecond,
            KeyframeInterval = measured.KeyframeInterval,
            KeyframeIntervalSeconds = measured.KeyframeIntervalSeconds,
            HasBFrames = stream.ReorderDelay > 0,
            FirstPacketSeconds = firstPacket.Value,
            FirstKeyframeSeconds = firstKeyframe,
            FirstPictureSeconds = firstPicture,
            MeasuredSeconds = measured.Duration.TotalSeconds,
            Decoder = decoder.Name,
            IsHardwareDecoder = decoder.Choice.IsHardware,
            SoftwareReason = decoder.Choice.Reason,
            Pictures = pictures,
            DecodeErrors = decoder.DecodeErrors,
            DamagedPictures = decoder.DamagedPictures,
            DecodeMillisecondsPerPicture = pictures > 0 ? decoding.TotalMilliseconds / pictures : null,
        };
    }
}
