using System.Globalization;
using System.Xml.Linq;
using EdgeAgent.Capture.Discovery;

namespace EdgeAgent.Capture.Ptz;

/// <summary>Reads what a PTZ service answers, which may be anything.</summary>
internal static class PtzReplies
{
    private const int MostPresets = 1024;
    private const int LongestToken = 128;

    /// <summary>The answer to GetStatus; null where no position is in it.</summary>
    public static PtzReading? ReadStatus(XElement? answer)
    {
        var status = answer.Within("PTZStatus");
        return Position(status.Child("Position")) is { } position
            ? new PtzReading(position, (status.Child("MoveStatus")?.Elements() ?? []).Any(axis => axis.Value.Trim() == "MOVING"))
            : null;
    }

    /// <summary>The answer to GetPresets.</summary>
    public static IReadOnlyList<PtzPreset> ReadPresets(XElement? answer) =>
    [
        .. from preset in answer.AllWithin("Preset").Take(MostPresets)
           let token = preset.Attribute("token", absent: null)
           where token is { Length: > 0 and <= LongestToken }
           select new PtzPreset(token, CameraText.Clean(preset.Child("Name")?.Value), Position(preset.Child("PTZPosition"))),
    ];

    /// <summary>The first profile of the answer to GetProfiles that can be turned.</summary>
    public static string? ReadProfile(XElement? answer) =>
        answer.AllWithin("Profiles")
            .Where(profile => profile.Child("PTZConfiguration") is not null)
            .Select(profile => profile.Attribute("token", absent: null))
            .FirstOrDefault(token => token is { Length: > 0 and <= LongestToken });

    private static PtzPosition? Position(XElement? position)
    {
        var (turned, zoomed) = (position.Child("PanTilt"), position.Child("Zoom"));
        var read = new PtzPosition(Number(turned, "x"), Number(turned, "y"), Number(zoomed, "x"));
        return read == default ? null : read;
    }

    // Only finite numbers are places.
    private static double? Number(XElement? vector, string axis) =>
        double.TryParse(vector?.Attribute(axis, absent: null), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
