using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeAgent.Cli.Recordings;

/// <summary>A time as people type it at a pole: local time, or ISO 8601 with its offset, or so long ago.</summary>
internal static partial class RecordingTime
{
    /// <summary>What <see cref="TryParse"/> takes, for help and errors.</summary>
    public const string Forms = "2026-07-01 18:00, 2026-07-01T09:00:00Z, 18:00 (today), -10m, -1h30m or now";

    private static readonly string[] Local =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFF",
    ];

    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:sszzz"];

    private static readonly string[] Today = ["HH:mm", "HH:mm:ss"];

    /// <param name="text">What was typed.</param>
    /// <param name="now">What so long ago is counted from.</param>
    /// <param name="zone">Of local times.</param>
    /// <param name="time">In UTC.</param>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset time)
    {
        if (text == "now")
        {
            time = now;
            return true;
        }

        if (Ago().Match(text) is { Success: true } ago && text.Length > 1)
        {
            time = now - new TimeSpan(Number(ago, 1), Number(ago, 2), Number(ago, 3), Number(ago, 4));
            return true;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date);
        if (TimeOnly.TryParseExact(text, Today, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return OfLocal(today.ToDateTime(clock), zone, out time);
        }

        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return OfLocal(local, zone, out time);
        }

        // Without an offset K would take the machine's own zone, which the forms above have done already.
        return DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    private static bool OfLocal(DateTime local, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^-(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$")]
    private static partial Regex Ago();
}
