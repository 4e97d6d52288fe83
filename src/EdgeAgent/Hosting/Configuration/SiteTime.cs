using EdgeAgent.Domain;
using EdgeAgent.Rules;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>The time zone of the pole.</summary>
internal static class SiteTime
{
    public const string DefaultZone = "Asia/Seoul";

    private const string Setting = "site.timeZone";

    /// <summary>UTC where this system does not know the zone, which is an error only where it matters.</summary>
    public static TimeZoneInfo Zone(AgentOptions options) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Name(options), out var zone) ? zone : TimeZoneInfo.Utc;

    public static IEnumerable<Problem> Check(AgentOptions options)
    {
        var name = Name(options);
        if (IsWanted(options) && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out _))
        {
            string[] known = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)];
            yield return new Problem(
                "config/time-zone-unknown",
                $"this system knows no time zone \"{name}\"",
                known.Length > 1 ? NearNames.Remedy(name, known, "the time zones") : "install the package tzdata",
                Setting);
        }
    }

    private static string Name(AgentOptions options) => options.Site?.TimeZone ?? DefaultZone;

    private static bool IsWanted(AgentOptions options) =>
        Name(options) != DefaultZone || options.Cameras.Any(camera => camera.Rules.Any(rule => rule.Schedule.Length > 0));
}
