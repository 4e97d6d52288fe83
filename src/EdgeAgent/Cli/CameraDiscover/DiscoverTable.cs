using System.Globalization;
using EdgeAgent.Capture.Discovery;

namespace EdgeAgent.Cli.CameraDiscover;

/// <summary>The cameras that were found, for people: one paragraph each.</summary>
internal static class DiscoverTable
{
    public static void Write(TextWriter output, IReadOnlyList<DiscoveredCamera> cameras)
    {
        foreach (var camera in cameras)
        {
            output.WriteLine(Heading(camera));
            TextTable.Write(output, [.. camera.Profiles.Select(Row)]);
            if (Advice(camera) is { } advice)
            {
                output.WriteLine($"  {advice}");
            }
        }
    }

    /// <summary>What to do about a camera that did not tell its streams; null where all is well.</summary>
    public static string? Advice(DiscoveredCamera camera) => camera.Answer switch
    {
        CameraAnswer.WantsLogin => "wants a login: give its user and password by --credentials FILE",
        CameraAnswer.LoginRefused =>
            $"refused the user or password{Reason(camera)}: check the file; ONVIF often has users of its own in the camera's settings"
            + (Math.Abs(camera.ClockDifferenceSeconds ?? 0) > 5 ? "; its clock is wrong, which many refuse, too" : ""),
        CameraAnswer.Silent => $"answered the search, but not {camera.Service ?? "more"}{Reason(camera)}: is ONVIF switched on in it?",
        CameraAnswer.NotOnvif =>
            $"does not tell its streams by ONVIF{Reason(camera)}: is ONVIF switched on in it? Its manual may tell the stream's URL",
        CameraAnswer.Elsewhere => $"{camera.Note}: give the camera an address of this network, or this device one of the camera's",
        _ => camera.Note,
    };

    private static string Heading(DiscoveredCamera camera)
    {
        var parts = new List<string>();
        var product = string.Join(' ', new[] { camera.Maker, camera.Model ?? camera.Hardware }.OfType<string>());
        if (product.Length > 0)
        {
            parts.Add(product);
        }

        if (camera.Name is not null && camera.Name != product)
        {
            parts.Add($"\"{camera.Name}\"");
        }

        if (camera.Location is not null)
        {
            parts.Add($"at {camera.Location}");
        }

        if (camera.ClockDifferenceSeconds is { } seconds)
        {
            parts.Add(Math.Abs(seconds) <= 1 ? "clock right" : Text($"clock {Math.Abs(seconds):0} s {(seconds > 0 ? "ahead" : "behind")}"));
        }

        return $"{camera.Address}  {string.Join(", ", parts)}".TrimEnd();
    }

    private static string[] Row(StreamProfile profile) =>
    [
        "",
        profile.Name,
        profile.Codec ?? "?",
        profile is { Width: { } width, Height: { } height } ? Text($"{width}x{height}") : "?",
        profile.FrameRate is { } rate ? Text($"{rate:0.#}/s") : "?",
        profile.BitsPerSecond is { } bits ? Text($"{bits / 1e6:0.0#} Mbit/s") : "?",
        profile.Url ?? "(no stream address)",
    ];

    private static string Reason(DiscoveredCamera camera) => camera.Note is null ? "" : $" ({camera.Note})";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
