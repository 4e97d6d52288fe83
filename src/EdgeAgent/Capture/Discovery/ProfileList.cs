using System.Globalization;
using System.Xml.Linq;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Reads the answer to GetProfiles, of either media service.</summary>
internal static class ProfileList
{
    private const int Most = 64;
    private const int LongestToken = 128;

    /// <returns>Token and description of each profile with a picture.</returns>
    public static IReadOnlyList<(string Token, StreamProfile Profile)> Read(XElement? answer) =>
    [
        .. from profile in (answer?.Elements() ?? []).Where(element => element.Name.LocalName == "Profiles").Take(Most)
           let token = profile.Attribute("token", absent: null)
           // The first media service names them …Configuration, the second puts them into Configurations.
           let encoder = profile.Child("VideoEncoderConfiguration") ?? profile.Child("Configurations").Child("VideoEncoder")
           let source = profile.Child("VideoSourceConfiguration") ?? profile.Child("Configurations").Child("VideoSource")
           where token is { Length: > 0 and <= LongestToken } && encoder is not null
           select (token, new StreamProfile
           {
               Name = CameraText.Clean(profile.Child("Name")?.Value) ?? CameraText.Clean(token) ?? "?",
               Source = CameraText.Clean(source.Child("SourceToken")?.Value),
               Codec = Codec(encoder.Child("Encoding")?.Value),
               Width = (int?)Number(encoder.Child("Resolution").Child("Width"), most: 16384),
               Height = (int?)Number(encoder.Child("Resolution").Child("Height"), most: 16384),
               FrameRate = FrameRate(encoder.Child("RateControl")),
               // Kilobits (ONVIF schema, VideoRateControl).
               BitsPerSecond = Number(encoder.Child("RateControl").Child("BitrateLimit"), most: 1e6) * 1000,
           }),
    ];

    // Only every n-th picture is encoded where there is an interval.
    private static double? FrameRate(XElement? rate) =>
        Number(rate.Child("FrameRateLimit"), most: 1000) / (Number(rate.Child("EncodingInterval"), most: 1000) ?? 1);

    private static string? Codec(string? encoding) => CameraText.Clean(encoding)?.ToUpperInvariant() switch
    {
        null => null,
        "H265" or "H.265" or "HEVC" => "hevc",
        "H264" or "H.264" => "h264",
        "JPEG" => "mjpeg",
        "MPEG4" or "MPV4-ES" => "mpeg4",
        var other => other.ToLowerInvariant(),
    };

    // Zero stands for unknown.
    private static double? Number(XElement? element, double most) =>
        double.TryParse(element?.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : null;
}
