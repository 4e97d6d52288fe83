using System.Globalization;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Index;
using EdgeAgent.Recording.Retention;

namespace EdgeAgent.Cli.Check;

/// <summary>How many days of recording will this disk hold?</summary>
internal static class RecordingCheck
{
    /// <param name="bitsPerSecond">Of each camera that could be measured.</param>
    public static CheckResult Run(AgentOptions options, IReadOnlyDictionary<string, double> bitsPerSecond)
    {
        const string subject = "recordings";
        var root = DataPaths.Recordings(options);
        List<string> recorded = [.. options.Cameras.Where(camera => camera.Record).Select(camera => camera.Id)];
        var unknown = recorded.Count(camera => !bitsPerSecond.ContainsKey(camera));
        var rate = recorded.Sum(camera => bitsPerSecond.GetValueOrDefault(camera));
        var limits = RetentionLimits.From(options.Recording);
        var used = SegmentCatalog.Read(root).Sum(segment => segment.SizeBytes);

        // The file system of a folder that is still to be made is that of the folder above.
        var free = SystemDisk.Instance.FreeBytes(Directory.Exists(root) ? root : options.DataDirectory);
        if (RecordingForecast.Days(limits, used, free, rate / 8) is not { } days)
        {
            return CheckResult.Warning(subject, "no camera could be measured: nobody knows how many days fit", "mend the cameras, then check again");
        }

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{rate / 1e6:0.0} Mbit/s: {Bytes(rate / 8 * limits.MaximumAge.TotalSeconds)} for {limits.MaximumAge.TotalDays:0.##} days; {Bytes(RecordingForecast.CapacityBytes(limits, used, free) ?? 0)} here hold {days:0.0} days");
        return unknown > 0 ? CheckResult.Warning(subject, $"{text}, without {unknown} camera(s) that did not answer", "mend the cameras, then check again")
            : days < options.Recording.MinimumDays ? CheckResult.Warning(
                subject, $"{text}; {options.Recording.MinimumDays:0.##} are asked for", "use a larger disk, lower the cameras' bit rates, or raise recording.maximumBytes")
            : CheckResult.Ok(subject, text);
    }

    private static string Bytes(double bytes) => bytes switch
    {
        >= 1e12 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e12:0.0} TB"),
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
    };
}
