using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeAgent.Messaging;

namespace EdgeAgent.Parts;

/// <summary>A TCP proxy before a broker that from some moment on takes nothing more, either way, and closes nothing: a link that is cut or far too slow.</summary>
internal sealed class JammedLink : IAsyncDisposable
{
    private readonly int _broker;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly ConcurrentBag<TcpClient> _stuck = [];
    private volatile string? _jammed;

    public JammedLink(int broker)
    {
        _broker = broker;
        _listener.Start();
        _serving = AcceptAsync();
    }

    public BrokerOptions Options => new() { Port = ((IPEndPoint)_listener.LocalEndpoint).Port };

    /// <summary>Bytes that have been sent to where it is jammed and that nobody takes.</summary>
    public int Waiting => _stuck.Sum(connection => connection.Available);

    /// <param name="text">What stands in the CONNECT of those who are jammed from now on; nothing for all.</param>
    public void Jam(string text) => _jammed = text;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var broker = new TcpClient();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await broker.ConnectAsync(IPAddress.Loopback, _broker, end.Token);
            var packet = new byte[4096];
            var count = await client.GetStream().ReadAsync(packet, end.Token);
            await broker.GetStream().WriteAsync(packet.AsMemory(0, count), end.Token);
            var connect = Encoding.ASCII.GetString(packet, 0, count);
            var up = CopyAsync(client, broker, connect, end.Token);
            var down = CopyAsync(broker, client, connect, end.Token);
            await Task.WhenAny(up, down);
            await end.CancelAsync();
            await Task.WhenAll(up, down);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // An end is what happens to a connection.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, string connect, CancellationToken end)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var count = await from.GetStream().ReadAsync(buffer, end);
            if (_jammed is { } text && connect.Contains(text, StringComparison.Ordinal))
            {
                // Not even an end goes through: the broker's, when it has heard nothing for long.
                _stuck.Add(from);
                await new TaskCompletionSource().Task.WaitAsync(end);
            }

            if (count == 0)
            {
                return;
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), end);
        }
    }
}
