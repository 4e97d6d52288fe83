using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>An RTSP server for one connection, whose answers and packets are broken; it hangs up when it has sent all.</summary>
internal sealed class FuzzedCamera : IAsyncDisposable
{
    // Who waits for the rest of a broken answer would wait for its own timeout.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.15);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<byte[], byte[]> _distort;
    private readonly string _media;
    private readonly byte[] _packets;
    private readonly Task _running;

    /// <param name="media">Of the announcement (SDP), sound.</param>
    /// <param name="packets">What follows PLAY, already broken.</param>
    /// <param name="distort">Breaks an answer, or does not.</param>
    public FuzzedCamera(string media, byte[] packets, Func<byte[], byte[]> distort)
    {
        _media = media;
        _packets = packets;
        _distort = distort;
        _listener.Start();
        _running = ServeAsync();
    }

    public string Url => $"rtsp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/stream";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var (method, sequence) = ("", "CSeq: 1");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                method = method.Length == 0 ? line.Split(' ')[0] : method;
                sequence = line.StartsWith("CSeq:", StringComparison.OrdinalIgnoreCase) ? line : sequence;
                if (line.Length > 0)
                {
                    continue;
                }

                var answer = Answer(method, sequence);
                var broken = _distort(answer);
                await stream.WriteAsync(broken, _stop.Token);
                if (broken != answer)
                {
                    _stop.CancelAfter(Patience);
                }

                if (method == "PLAY")
                {
                    await stream.WriteAsync(_packets, _stop.Token);
                    return;
                }

                method = "";
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private byte[] Answer(string method, string sequence)
    {
        var body = method == "DESCRIBE" ? $"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\n{_media.ReplaceLineEndings("\r\n")}\r\n" : "";
        var headers = method switch
        {
            "DESCRIBE" => "Content-Type: application/sdp\r\n",
            "SETUP" => "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n",
            _ => "Session: 1\r\n",
        };
        return Encoding.Latin1.GetBytes($"RTSP/1.0 200 OK\r\n{sequence}\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
    }
}
