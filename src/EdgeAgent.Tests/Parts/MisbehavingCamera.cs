using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeAgent.Parts;

/// <summary>An RTSP server that answers as a test wants, or not at all.</summary>
internal sealed class MisbehavingCamera : IAsyncDisposable
{
    public const string VideoAndSound = """
        m=audio 0 RTP/AVP 0
        a=control:sound
        m=video 0 RTP/AVP 96
        a=rtpmap:96 H264/90000
        a=fmtp:96 packetization-mode=1
        a=control:video
        """;

    public const string OnlySound = """
        m=audio 0 RTP/AVP 0
        a=control:sound
        """;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly IEnumerable<byte[]> _frames;
    private readonly Task _running;

    /// <param name="answer">From the request's method to the status line, with a body after an empty line; null says nothing.</param>
    /// <param name="frames">What follows the answer to PLAY.</param>
    public MisbehavingCamera(Func<string, string?> answer, IEnumerable<byte[]>? frames = null)
    {
        _answer = answer;
        _frames = frames ?? [];
        _listener.Start();
        _running = RunAsync();
    }

    public ConcurrentQueue<string> Requests { get; } = [];

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string Url => $"rtsp://{Address}/stream";

    /// <summary>Accepts, listens, and never says a word.</summary>
    public static MisbehavingCamera Silent() => new(_ => null);

    /// <summary>Refuses DESCRIBE with a status such as <c>404 Not Found</c>.</summary>
    public static MisbehavingCamera Refusing(string status) => new(method => method == "OPTIONS" ? "200 OK" : status);

    /// <summary>Announces streams, plays, and sends the frames, or nothing.</summary>
    public static MisbehavingCamera Announcing(string media, IEnumerable<byte[]>? frames = null) => new(
        method => method switch
        {
            "DESCRIBE" => "200 OK\n\nv=0\no=- 0 0 IN IP4 127.0.0.1\ns=camera\nt=0 0\n" + media + "\n",
            "SETUP" => "200 OK\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\nSession: 1",
            _ => "200 OK\nSession: 1",
        },
        frames);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        try
        {
            var request = "";
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line.Length > 0)
                {
                    request += line + "\n";
                    continue;
                }

                Requests.Enqueue(request);
                if (_answer(request.Split(' ')[0]) is { } answer)
                {
                    await stream.WriteAsync(Response(request, answer), _stop.Token);
                }

                foreach (var frame in request.StartsWith("PLAY ", StringComparison.Ordinal) ? _frames : [])
                {
                    await stream.WriteAsync(frame, _stop.Token);
                }

                request = "";
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
        }
    }

    private static byte[] Response(string request, string answer)
    {
        var sequence = request.Split('\n').First(line => line.StartsWith("CSeq:", StringComparison.OrdinalIgnoreCase));
        var parts = answer.ReplaceLineEndings("\n").Split("\n\n", 2);
        var body = parts.Length > 1 ? parts[1].ReplaceLineEndings("\r\n") : "";
        var type = body.Length > 0 ? "Content-Type: application/sdp\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"RTSP/1.0 {parts[0].ReplaceLineEndings("\r\n")}\r\n{sequence}\r\n{type}Content-Length: {body.Length}\r\n\r\n{body}");
    }
}
