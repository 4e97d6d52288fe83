using System.Globalization;

namespace EdgeAgent.Cli.Bench;

/// <summary>What the process has used so far.</summary>
/// <param name="At">A time stamp of the stopwatch.</param>
/// <param name="Processor">User and system time of all threads.</param>
/// <param name="AllocatedBytes">On the managed heap, by all threads, exactly.</param>
/// <param name="Collections">Garbage collections of the youngest generation, which every other one includes.</param>
internal readonly record struct ProcessUsage(long At, TimeSpan Processor, long AllocatedBytes, int Collections)
{
    public static ProcessUsage Now(TimeProvider time) => new(
        time.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(0));

    public static double ResidentMegabytes => Status("VmRSS:");

    /// <summary>The most that it ever had in memory.</summary>
    public static double PeakMegabytes => Status("VmHWM:");

    // proc(5): in kB.
    private static double Status(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return Math.Round(double.Parse(line[field.Length..^2], CultureInfo.InvariantCulture) / 1024, 1);
    }
}
