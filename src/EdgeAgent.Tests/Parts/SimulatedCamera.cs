using System.Diagnostics;

namespace EdgeAgent.Parts;

/// <summary>The project's simulated camera as a child process: a real RTSP server that loops a file.</summary>
internal sealed class SimulatedCamera : IAsyncDisposable
{
    // The system's own Python: the packages that it needs are Debian's.
    private const string Python = "/usr/bin/python3";
    private const string Ready = "ready ";

    private static readonly Lazy<string?> Missing = new(FindMissing);

    private readonly Process _process;

    private SimulatedCamera(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    public string Url { get; }

    /// <param name="file">The first, or the only one; more may follow.</param>
    /// <param name="arguments">Of <c>scripts/camera/simulated_camera.py</c>; further files first.</param>
    public static async Task<SimulatedCamera> StartAsync(string file, params string[] arguments)
    {
        Assert.SkipWhen(Missing.Value is not null, Missing.Value ?? "");
        var process = Process.Start(new ProcessStartInfo(Python, [Script, "--port", "0", "--exit-with-parent", file, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Ready, line, StringComparison.Ordinal);
        return new SimulatedCamera(process, line![Ready.Length..]);
    }

    /// <summary>With a file that it refuses.</summary>
    public static (int ExitCode, string Output, string Errors) Run(string file)
    {
        Assert.SkipWhen(Missing.Value is not null, Missing.Value ?? "");
        return Tool.TryRun(Python, Script, file, "--port", "0");
    }

    /// <summary>As if its power were cut.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As if its software hung: connections stay, nothing comes.</summary>
    public void Freeze() => Tool.Run("/bin/sh", "-c", $"kill -STOP {_process.Id}");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static string Script => Path.Combine(Checkout.Root, "scripts", "camera", "simulated_camera.py");

    private static string? FindMissing()
    {
        if (!File.Exists(Python))
        {
            return $"{Python} is not installed";
        }

        var check = Tool.TryRun(Python, "-c", "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer");
        return check.ExitCode == 0 ? null : "python3-gi or gir1.2-gst-rtsp-server-1.0 is not installed";
    }
}
