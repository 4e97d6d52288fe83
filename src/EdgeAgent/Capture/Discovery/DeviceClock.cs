using System.Globalization;
using System.Xml.Linq;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Reads the answer to GetSystemDateAndTime.</summary>
internal static class DeviceClock
{
    /// <returns>The device's UTC; null where it tells only local time, or nonsense.</returns>
    public static DateTimeOffset? Read(XElement? answer)
    {
        var utc = answer.Within("UTCDateTime");
        var (date, clock) = (utc.Child("Date"), utc.Child("Time"));
        try
        {
            return utc is null
                ? null
                : new DateTimeOffset(
                    Part(date, "Year"),
                    Part(date, "Month"),
                    Part(date, "Day"),
                    Part(clock, "Hour"),
                    Part(clock, "Minute"),
                    // 60 is a leap second.
                    Math.Min(Part(clock, "Second"), 59),
                    TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    // -1 is no part of any date.
    private static int Part(XElement? parent, string name) =>
        int.TryParse(parent.Child(name)?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
