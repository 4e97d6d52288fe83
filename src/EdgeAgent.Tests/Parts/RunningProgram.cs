using System.Diagnostics;
using System.Threading.Channels;

namespace EdgeAgent.Parts;

/// <summary>A program that is running: its lines can be waited for, it can be stopped as systemd would, and it never outlives its test.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    // A safety net, so that a program that never says what a test waits for fails this test and does not hold up all of them.
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private RunningProgram(Process process)
    {
        _process = process;
        _patience.CancelAfter(TimeSpan.FromMinutes(5));
        process.OutputDataReceived += (_, e) => Take(e.Data, _output);
        process.ErrorDataReceived += (_, e) => Take(e.Data, _errors);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public static RunningProgram Start(string program, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Waits for a line of output or errors that contains the text, and returns it.</summary>
    public async Task<string> SaysAsync(string text)
    {
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(_patience.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What it did say tells more.
        }

        throw new InvalidOperationException($"it never said '{text}', but:\n{string.Join('\n', _output.Concat(_errors))}");
    }

    /// <summary>SIGTERM, and the end.</summary>
    public async Task<ProgramResult> StopAsync()
    {
        Tool.Run("/bin/sh", "-c", $"kill -TERM {_process.Id}");
        return await WaitForEndAsync();
    }

    public async Task<ProgramResult> WaitForEndAsync()
    {
        await _process.WaitForExitAsync(_patience.Token);
        return new ProgramResult(_process.ExitCode, _output, _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _patience.Dispose();
    }

    private void Take(string? line, List<string> into)
    {
        if (line is not null)
        {
            lock (into)
            {
                into.Add(line);
            }

            _lines.Writer.TryWrite(line);
        }
    }
}
