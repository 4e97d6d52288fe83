using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeAgent.Cli.Demo;

/// <summary>A part of the demo that runs as a process of its own, so that it can be stopped and killed like the real one.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _lastLine;

    private ChildProcess(Process process, TimeProvider time, Func<string, bool> isReady, Action<string> onLine)
    {
        _process = process;
        _time = time;
        process.OutputDataReceived += (_, e) => Take(e.Data, isReady, onLine);
        process.ErrorDataReceived += (_, e) => Take(e.Data, isReady, onLine);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = ReportEndAsync();
    }

    /// <summary>Completes when the process is gone.</summary>
    public Task Ended => _process.WaitForExitAsync();

    public int ExitCode => _process.ExitCode;

    /// <param name="program">Absolute path, or a name on the PATH.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="isReady">Says of each line of output whether it is the one that says ready.</param>
    /// <param name="onLine">Gets every line of output and errors.</param>
    /// <param name="time">For the grace of <see cref="StopAsync"/>.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, Func<string, bool> isReady, Action<string> onLine, TimeProvider time)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            // Never written to: it ends with this process, which is how a part learns that nobody needs it any more.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(Process.Start(start)!, time, isReady, onLine);
    }

    /// <summary>The line that said ready.</summary>
    /// <exception cref="DemoException">The process ended before.</exception>
    public Task<string> WaitUntilReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>SIGKILL, as a power cut or the kernel would.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>SIGTERM, as systemd would; SIGKILL after a grace.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, SigTerm);
        }

        try
        {
            // Also where it is gone already: its last lines are taken before whoever takes them is.
            await _process.WaitForExitAsync().WaitAsync(Grace, _time);
        }
        catch (TimeoutException)
        {
            Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private async Task ReportEndAsync()
    {
        // With all that it said: its last line is what kept it from starting.
        await _process.WaitForExitAsync();
        if (!_ready.Task.IsCompleted)
        {
            _ready.TrySetException(new DemoException(
                $"{Path.GetFileName(_process.StartInfo.FileName)} ended with exit code {_process.ExitCode} before it was ready: {_lastLine}"));
        }
    }

    private void Take(string? line, Func<string, bool> isReady, Action<string> onLine)
    {
        if (line is null)
        {
            return;
        }

        _lastLine = line;
        onLine(line);
        if (isReady(line))
        {
            _ready.TrySetResult(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);
}
