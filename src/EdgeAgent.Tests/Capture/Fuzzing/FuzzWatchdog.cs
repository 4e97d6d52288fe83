using System.Diagnostics;
using System.Globalization;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>Ends this process where a case hangs or eats the memory, and leaves word why.</summary>
internal sealed class FuzzWatchdog : IDisposable
{
    public const string VerdictFile = "verdict";

    private readonly string _directory;
    private readonly TimeSpan _longest;
    private readonly int _mostMegabytes;
    private readonly ITimer _timer;
    private long _started = TimeProvider.System.GetTimestamp();

    public FuzzWatchdog(string directory, TimeSpan longest, int mostMegabytes)
    {
        _longest = longest;
        _mostMegabytes = mostMegabytes;
        _directory = directory;
        _timer = TimeProvider.System.CreateTimer(_ => Look(), null, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(0.1));
    }

    /// <summary>The most resident memory so far.</summary>
    public static long PeakMegabytes => Status("VmHWM:");

    public void Begin() => Interlocked.Exchange(ref _started, TimeProvider.System.GetTimestamp());

    public void Dispose() => _timer.Dispose();

    private static long Status(string name) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    private void Look()
    {
        var resident = Status("VmRSS:");
        if (TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _started)) > _longest)
        {
            End($"hang: a case took more than {_longest.TotalSeconds} s");
        }
        else if (resident > _mostMegabytes)
        {
            End($"memory: {resident} MB");
        }
    }

    private void End(string verdict)
    {
        File.WriteAllText(Path.Combine(_directory, VerdictFile), verdict);
        Process.GetCurrentProcess().Kill();
    }
}
