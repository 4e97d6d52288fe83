using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeAgent.Parts;

/// <summary>A TCP proxy before a camera that does on purpose what networks and broken cameras do by accident. The same seed gives the same bytes.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly Uri _camera;
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random = new(1);
    private readonly Lock _lock = new();
    private readonly List<Task> _tasks = [];
    private readonly int _port;
    private TcpListener? _listener;
    private CancellationTokenSource _connections = new();
    private int _accepted;
    private volatile ProxyFault _fault;

    public FaultyProxy(string cameraUrl)
    {
        _camera = new Uri(cameraUrl);
        _port = Listen(0);
    }

    public string Url => $"rtsp://127.0.0.1:{_port}{_camera.PathAndQuery}";

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>From now on, for the connections that are there too.</summary>
    public void Become(ProxyFault fault)
    {
        _fault = fault;
        lock (_lock)
        {
            if (fault == ProxyFault.Refuse)
            {
                _listener?.Dispose();
                _listener = null;
            }
            else if (_listener is null)
            {
                Listen(_port);
            }
        }

        if (fault is ProxyFault.Refuse or ProxyFault.Garbage or ProxyFault.EndlessHeader)
        {
            // These begin with a connection: what is there would go on as before.
            Interlocked.Exchange(ref _connections, new CancellationTokenSource()).Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _connections.CancelAsync();
        lock (_lock)
        {
            _listener?.Dispose();
        }

        await Task.WhenAll(_tasks.ToList());
        _stop.Dispose();
        _connections.Dispose();
    }

    private int Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _listener = listener;
        _tasks.Add(AcceptAsync(listener));
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                clients.Add(ServeAsync(client));
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
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, Volatile.Read(ref _connections).Token);
        try
        {
            await (_fault switch
            {
                ProxyFault.HalfOpen => SayNothingAsync(client.GetStream(), end.Token),
                ProxyFault.Garbage => SayGarbageAsync(client.GetStream(), end.Token),
                ProxyFault.EndlessHeader => SayHeaderForEverAsync(client.GetStream(), end.Token),
                _ => ConnectAsync(client, end),
            });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or InvalidOperationException)
        {
            // An end is what this part is for.
        }
    }

    private static async Task SayNothingAsync(NetworkStream agent, CancellationToken end)
    {
        var buffer = new byte[4096];
        while (await agent.ReadAsync(buffer, end) > 0)
        {
        }
    }

    private async Task SayGarbageAsync(NetworkStream agent, CancellationToken end)
    {
        var buffer = new byte[4096];
        while (await agent.ReadAsync(buffer, end) > 0)
        {
            await agent.WriteAsync(Noise(2000), end);
        }
    }

    private static async Task SayHeaderForEverAsync(NetworkStream agent, CancellationToken end)
    {
        var buffer = new byte[4096];
        _ = await agent.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, end);
        await agent.WriteAsync("RTSP/1.0 200 OK\r\nCSeq: 1\r\nX-Camera: "u8.ToArray(), end);
        var piece = Encoding.ASCII.GetBytes(new string('a', 1000));
        while (true)
        {
            await agent.WriteAsync(piece, end);
        }
    }

    private async Task ConnectAsync(TcpClient client, CancellationTokenSource end)
    {
        using var camera = new TcpClient();
        await camera.ConnectAsync(_camera.Host, _camera.Port, end.Token);
        var requests = CopyRequestsAsync(client.GetStream(), camera.GetStream(), end.Token);
        var answers = CopyAnswersAsync(camera.GetStream(), client, end.Token);
        await Task.WhenAny(requests, answers);
        await end.CancelAsync();
        await Task.WhenAll(requests, answers);
    }

    private async Task CopyRequestsAsync(NetworkStream agent, NetworkStream camera, CancellationToken end)
    {
        var buffer = new byte[4096];
        while (await agent.ReadAsync(buffer, end) is var count and > 0)
        {
            if (_fault != ProxyFault.HalfOpen)
            {
                await camera.WriteAsync(buffer.AsMemory(0, count), end);
            }
        }
    }

    private async Task CopyAnswersAsync(NetworkStream camera, TcpClient client, CancellationToken end)
    {
        var (buffer, messages, agent) = (new byte[65536], new InterleavedMessages(), client.GetStream());
        byte[] before = [];
        while (await camera.ReadAsync(buffer, end) is var count and > 0)
        {
            foreach (var message in messages.Feed(buffer.AsMemory(0, count)))
            {
                if (!InterleavedMessages.IsFrame(message))
                {
                    await agent.WriteAsync(message, end);
                }
                else if (!await PassAsync(message, IsFragment(before) && IsFragment(message), client, end))
                {
                    return;
                }

                before = message;
            }
        }
    }

    /// <summary>False where the connection is to end.</summary>
    private async Task<bool> PassAsync(byte[] frame, bool isWithinPicture, TcpClient client, CancellationToken end)
    {
        var (agent, half) = (client.GetStream(), frame.AsMemory(0, frame.Length / 2));
        switch (_fault)
        {
            case ProxyFault.HalfOpen:
                // What has fallen silent stays so: the rest of the stream is lost with it.
                await new TaskCompletionSource().Task.WaitAsync(end);
                return false;
            case ProxyFault.StallInMidFrame when isWithinPicture:
                await agent.WriteAsync(half, end);
                await new TaskCompletionSource().Task.WaitAsync(end);
                return false;
            case ProxyFault.ResetInMidFrame or ProxyFault.CloseInMidFrame when isWithinPicture:
                await agent.WriteAsync(half, end);
                client.LingerState = new LingerOption(_fault == ProxyFault.ResetInMidFrame, 0);
                return false;
            case ProxyFault.GarbageBetweenFrames:
                await agent.WriteAsync(frame, end);
                await agent.WriteAsync(Noise(100), end);
                return true;
            default:
                await agent.WriteAsync(frame, end);
                return true;
        }
    }

    // A part of a picture that takes several packets: FU-A (RFC 6184, 5.8) behind four bytes of RTSP and twelve of RTP.
    private static bool IsFragment(byte[] message) => InterleavedMessages.IsFrame(message) && message.Length > 16 && (message[16] & 0x1F) == 28;

    private byte[] Noise(int count)
    {
        var bytes = new byte[count];
        lock (_lock)
        {
            _random.NextBytes(bytes);
        }

        return bytes;
    }
}
