using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Control;

/// <summary>Why something that the center says is refused. The codes are stable; README.md lists them.</summary>
internal static class ControlProblems
{
    public static Problem TooLarge(int bytes, int most) => new("command/too-large", $"it has {bytes} bytes", $"send at most {most}");

    public static Problem WrongContentType(string? type) => new(
        "command/content-type", $"its content type is '{Shorten(type)}'", $"sign it, and send it as {Identity.Jws.ContentType}");

    public static Problem Retained() => new(
        "command/retained", "the broker kept it, and nobody knows since when", "send commands without the retain flag, and clear what is kept with an empty message");

    public static Problem Malformed(string reason) => new("command/malformed", Shorten(reason), "see the contract, or sign it with `edgeagent center send`");

    public static Problem WrongIssuer(string? said, string holder) => new(
        "command/issuer", $"it says that it is from '{Shorten(said)}', and the key is that of '{holder}'", "let iss be the holder of the key");

    public static Problem WrongAudience(string? said, string pole) => new(
        "command/audience", $"it is for '{Shorten(said)}', and this is {pole}", "sign one for each pole");

    public static Problem WrongVerb(string? said, string topic) => new(
        "command/verb", $"it says '{Shorten(said)}' and came as '{Shorten(topic)}'", "send it to cmd/{verb} of the verb that was signed");

    public static Problem UnknownVerb(string verb) => new("command/unknown-verb", $"this agent knows no '{Shorten(verb)}'", "see the contract of its version");

    public static Problem Missing(string claim) => new("command/missing", "is not set", "say who asks, what for and in which case", claim);

    public static Problem Lifetime() => new("command/lifetime", "it is not valid for 1 to 300 seconds", "let exp be at most 300 s after iat");

    public static Problem Expired(DateTimeOffset exp, DateTimeOffset now) => new(
        "command/expired", $"it was valid until {Utc(exp)}, and here it is {Utc(now)}", "send it anew; where the times are far apart, look which clock is wrong");

    public static Problem NotYet(DateTimeOffset iat, DateTimeOffset now) => new(
        "command/not-yet", $"it was signed at {Utc(iat)}, and here it is {Utc(now)}", "look which clock is wrong");

    public static Problem WrongEpoch(long? said, long current) => new(
        "command/epoch",
        said is null ? "it names no epoch, and the pole's clock is not synchronised" : $"it is for epoch {said}, and the pole is at {current}",
        "send it anew with the epoch in the pole's state");

    public static Problem TooOld() => new(
        "command/too-old", "it is older than commands whose answers are no longer kept", "send it anew");

    public static Problem Interrupted() => new(
        "command/interrupted", "it had begun when the agent stopped; whether it took effect is not known", "look, and send it anew under a new jti");

    public static Problem NotAudited(Problem? fault) => new(
        "command/not-audited", $"it cannot be written down who asked for it: {fault?.Message ?? "the disk refuses"}", "free space on the pole's disk, then send it anew");

    public static Problem Busy() => new("command/busy", "as many of these as may be are at work or wait", "wait for their answers, then send it anew");

    public static Problem Params(string name, string message, string remedy) => new("command/params", message, remedy, $"params.{Shorten(name)}");

    public static Problem UnknownCamera(string camera, IEnumerable<CameraId> known) => new(
        "command/camera-unknown", $"'{Shorten(camera)}' is no camera of this pole", $"name one of them: {string.Join(", ", known)}", "params.camera");

    public static Problem NotAvailable(string what) => new("command/not-available", what, "ask a pole that has it");

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Shorten(string? text) => text is null ? "" : text.Length <= 100 ? text : $"{text[..100]}…";
}
