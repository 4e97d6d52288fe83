using EdgeAgent.Diagnostics;

namespace EdgeAgent.Cli.Check;

/// <summary>Is the wall clock synchronised? Events carry UTC, and police act on it.</summary>
internal static class ClockCheck
{
    public static CheckResult Run()
    {
        var clock = new SystemMediaClock(TimeProvider.System);
        var utc = clock.ToUtc(clock.Now);
        var text = $"{utc.Value.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz}";
        return utc.Synchronised
            ? CheckResult.Ok("clock", $"{text}, synchronised")
            : CheckResult.Warning("clock", $"{text}, not synchronised", "see that NTP reaches its server (timedatectl timesync-status); events are marked unsynced until then");
    }
}
