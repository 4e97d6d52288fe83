using EdgeAgent.Capture.Discovery;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Ptz;

/// <summary>Why nobody knows where a camera looks. Its rules go on meanwhile.</summary>
internal static class PtzProblems
{
    public const string Refused = "ptz/unauthorized";

    public static ProblemException From(SoapAnswer answer, Uri service) => new(answer.Outcome switch
    {
        SoapOutcome.Unauthorized => new Problem(
            Refused, $"{service.Authority} refuses the login for its position", "give the camera's user the right to PTZ, or another credentialsFile"),
        SoapOutcome.Fault => Unsupported(service, answer.Reason ?? "it refuses"),
        SoapOutcome.Foreign => Unsupported(service, answer.Reason ?? "what it answers is not ONVIF"),
        _ => Unanswered(service, answer.Reason),
    });

    public static Problem Unanswered(Uri service, string? reason = null) => new(
        "ptz/unreachable", $"{service.Authority} does not tell where it looks: {reason ?? "no answer"}", "check ptz.service and the camera's network");

    public static ProblemException Unusable(Uri service, string what) => new(Unsupported(service, what));

    public static ProblemException PresetUnknown(string home, IReadOnlyList<PtzPreset> presets) => new(new Problem(
        "ptz/preset-unknown",
        $"the camera has no preset '{CameraText.Clean(home)}'",
        presets.Count == 0
            ? "store the view from which zones were drawn as a preset of the camera"
            : $"give one of {string.Join(", ", presets.Take(8).Select(preset => CameraText.Clean(preset.Name ?? preset.Token)))} as ptz.home"));

    public static ProblemException PresetWithoutPosition(string home) => new(new Problem(
        "ptz/preset-without-position",
        $"the camera does not tell where its preset '{CameraText.Clean(home)}' is",
        "go to the preset and write the position that the camera then has into ptz.position"));

    private static Problem Unsupported(Uri service, string what) => new(
        "ptz/unsupported", $"{service.Authority} does not tell where it looks: {what}", "check ptz.service and ptz.profile, or leave ptz out");
}
