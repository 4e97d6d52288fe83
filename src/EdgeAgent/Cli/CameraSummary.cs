using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Cli;

/// <summary>What a camera sends, in one line.</summary>
internal static class CameraSummary
{
    public static string Of(CameraFacts facts)
    {
        var parts = new List<string> { Text($"{facts.Codec} {facts.Width}x{facts.Height}") };
        if (!facts.IsFormatSupported)
        {
            parts.Add($"{facts.PixelFormat} (not supported)");
        }

        Add(parts, facts.MeasuredFrameRate, rate => Text($"{rate:0.#} pictures/s"));
        Add(parts, facts.BitsPerSecond, bits => Text($"{bits / 1e6:0.00} Mbit/s"));
        Add(parts, facts.KeyframeIntervalSeconds, seconds => Text($"keyframe every {seconds:0.0} s"));
        Add(parts, facts.FirstPictureSeconds, seconds => Text($"first picture after {seconds:0.00} s"));
        Add(parts, facts.DecodeMillisecondsPerPicture, ms => Text($"{ms:0.0} ms to decode one"));
        parts.Add(new DecoderChoice(facts.Decoder, facts.IsHardwareDecoder, Reason: facts.SoftwareReason).ToString());
        if (facts.DecodeErrors + facts.DamagedPictures is > 0 and var damaged)
        {
            parts.Add(Text($"{damaged} of {facts.Pictures} damaged"));
        }

        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, double? value, Func<double, string> text)
    {
        if (value is { } known)
        {
            parts.Add(text(known));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
