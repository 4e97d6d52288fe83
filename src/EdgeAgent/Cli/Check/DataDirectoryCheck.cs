using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Check;

/// <summary>Can the agent keep what must survive a restart?</summary>
internal static class DataDirectoryCheck
{
    private const long Comfortable = 1L << 30;

    public static CheckResult Run(string directory)
    {
        var probe = Path.Combine(directory, $".check-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(directory);
            File.WriteAllBytes(probe, new byte[4096]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Failed("data directory", new Problem(
                "disk/unwritable", e.Message, "make it writable for the agent's user, free some space, or set dataDirectory", directory));
        }

        var free = new DriveInfo(directory).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{directory}, {free / 1e9:0.0} GB free");
        return free >= Comfortable
            ? CheckResult.Ok("data directory", text)
            : CheckResult.Warning("data directory", text, "free some space: clips that wait for the center need it");
    }
}
