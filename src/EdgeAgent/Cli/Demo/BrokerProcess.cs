using System.Globalization;

namespace EdgeAgent.Cli.Demo;

/// <summary>The embedded broker in a process of its own, so that killing it is what a crash would be.</summary>
internal sealed class BrokerProcess(Action<string> log, TimeProvider time) : IAsyncDisposable
{
    private ChildProcess? _process;

    /// <summary>The same after a restart.</summary>
    public int Port { get; private set; }

    public async Task StartAsync(CancellationToken cancel)
    {
        await DisposeAsync();
        _process = ChildProcess.Start(
            Environment.ProcessPath!,
            ["broker", "--port", Port.ToString(CultureInfo.InvariantCulture)],
            line => line.StartsWith(BrokerCommand.Ready, StringComparison.Ordinal),
            log,
            time);
        var ready = await _process.WaitUntilReadyAsync(cancel);
        Port = int.Parse(ready[BrokerCommand.Ready.Length..], CultureInfo.InvariantCulture);
    }

    public void Kill() => _process!.Kill();

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }
    }
}
