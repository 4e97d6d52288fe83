namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Opens the decoder that the setting asks for, or the first that works.</summary>
internal static class DecoderSelection
{
    /// <exception cref="FFmpegException"><c>video/unknown-decoder</c>, <c>video/undecodable</c></exception>
    public static (DecoderSession Session, DecoderChoice Choice) Open(VideoStream stream, DecoderOptions options)
    {
        var catalog = options.Catalog;
        string? reason = null;
        switch (options.Decoder)
        {
            case DecoderOptions.Software:
                break;
            case DecoderOptions.Automatic:
                foreach (var candidate in catalog.Present(stream.Codec))
                {
                    if (TryOpen(stream, candidate, options, ref reason) is { } opened)
                    {
                        return (opened, new DecoderChoice(opened.Name, IsHardware: true));
                    }
                }

                break;
            default:
                var named = DecoderCatalog.Named(options.Decoder, stream.Codec) ?? throw FFmpegProblems.UnknownDecoder(options.Decoder);
                if (named.Codec != stream.Codec)
                {
                    reason = $"{named.Name} does not decode {stream.Codec}";
                }
                else if (!named.IsVaapi && named.Name == stream.Codec)
                {
                    // FFmpeg calls its own decoders as it calls the codec.
                    break;
                }
                else if (TryOpen(stream, named, options, ref reason) is { } opened)
                {
                    return (opened, new DecoderChoice(opened.Name, IsHardware: true));
                }

                break;
        }

        var software = OpenSoftware(stream, options);
        return (software, new DecoderChoice(software.Name, IsHardware: false, Reason: reason));
    }

    /// <exception cref="FFmpegException"><c>video/undecodable</c></exception>
    public static DecoderSession OpenSoftware(VideoStream stream, DecoderOptions options) =>
        (long)stream.Width * stream.Height > DecoderSession.MaximumPixels ? throw FFmpegProblems.TooLarge(stream)
        : DecoderSession.TryOpen(stream, null, options, out var code) ?? throw FFmpegProblems.NoDecoder(stream.Codec, code);

    // The reason of the first one is kept: it was the best.
    private static DecoderSession? TryOpen(VideoStream stream, DecoderCandidate candidate, DecoderOptions options, ref string? reason)
    {
        var catalog = options.Catalog;
        if (catalog.BrokenReason(candidate) is { } broken)
        {
            reason ??= broken;
            return null;
        }

        if (!catalog.HasNode(candidate))
        {
            reason ??= $"{candidate.Name} has no device here";
            return null;
        }

        var session = DecoderSession.TryOpen(stream, candidate, options, out var code);
        if (session is null)
        {
            catalog.MarkBroken(candidate, $"{candidate.Name} does not open{FFmpegProblems.Reason(code)}");
            reason ??= catalog.BrokenReason(candidate);
        }

        return session;
    }
}
