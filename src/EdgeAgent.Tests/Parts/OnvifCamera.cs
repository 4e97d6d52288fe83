using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace EdgeAgent.Parts;

/// <summary>A camera as ONVIF has it, on loopback: it answers searches by multicast, and SOAP over HTTP, with its login checked for real.</summary>
internal sealed partial class OnvifCamera : IAsyncDisposable
{
    private readonly Socket _search = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _web = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly OnvifLogin? _login;
    private readonly OnvifReplies _replies;
    private readonly Task _running;

    /// <param name="login">What it wants to be shown; null: nothing.</param>
    /// <param name="searchPort">Where it listens for searches; 0: where nobody else does.</param>
    public OnvifCamera(OnvifLogin? login = null, OnvifReplies? replies = null, int searchPort = 0)
    {
        _login = login;
        _web.Start();
        _replies = replies ?? new OnvifReplies();
        _search.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _search.Bind(new IPEndPoint(IPAddress.Any, searchPort));
        _search.SetSocketOption(
            SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("239.255.255.250"), IPAddress.Loopback));
        _running = Task.WhenAll(AnswerSearchesAsync(), ServeAsync());
    }

    public string Endpoint { get; } = $"urn:uuid:{Guid.CreateVersion7()}";

    public int SearchPort => ((IPEndPoint)_search.LocalEndPoint!).Port;

    public int WebPort => ((IPEndPoint)_web.LocalEndpoint).Port;

    public string Service => $"{Site}/onvif/device_service";

    /// <summary>It speaks HTTPS, with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Takes the place of the answer to a search: from the question's id to datagrams.</summary>
    public Func<string, IEnumerable<byte[]>>? OnSearch { get; init; }

    /// <summary>Takes the place of a whole HTTP answer: from the call's name to bytes; null for the usual answer.</summary>
    public Func<string, byte[]?>? OnCall { get; init; }

    /// <summary>Whole HTTP requests, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public IEnumerable<string> Calls => Requests.Select(NameOf);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _search.Dispose();
        _web.Dispose();
        _stop.Dispose();
    }

    /// <summary>The answer of a well-behaved camera to the search with this id.</summary>
    public byte[] Match(string question) => Encoding.UTF8.GetBytes(_replies.ProbeMatches(question, Endpoint, Service));

    public static byte[] Http(string status, string body, string headers = "") => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: application/soap+xml; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}");

    private string Site => $"{(Certificate is null ? "http" : "https")}://127.0.0.1:{WebPort}";

    private static string NameOf(string request) => Called().Match(request).Groups[1].Value;

    private async Task AnswerSearchesAsync()
    {
        var buffer = new byte[ushort.MaxValue];
        try
        {
            while (true)
            {
                var received = await _search.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                var question = MessageId().Match(Encoding.UTF8.GetString(buffer, 0, received.ReceivedBytes)).Groups[1].Value;
                foreach (var answer in OnSearch?.Invoke(question) ?? [Match(question)])
                {
                    await _search.SendToAsync(answer, received.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _web.AcceptTcpClientAsync(_stop.Token)));
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
        await using Stream stream = Certificate is null ? client.GetStream() : new SslStream(client.GetStream());
        try
        {
            if (stream is SslStream secured)
            {
                await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
            }

            var request = await ReadAsync(stream);
            Requests.Enqueue(request);
            await stream.WriteAsync(Answer(request), _stop.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
        }
    }

    private async Task<string> ReadAsync(Stream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            request.Append(Encoding.UTF8.GetString(buffer, 0, count));
            var text = request.ToString();
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (count == 0 || (head >= 0 && Encoding.UTF8.GetByteCount(text[(head + 4)..]) >= int.Parse(ContentLength().Match(text).Groups[1].Value, null)))
            {
                return text;
            }
        }
    }

    private byte[] Answer(string request)
    {
        var call = NameOf(request);
        if (OnCall?.Invoke(call) is { } instead)
        {
            return instead;
        }

        // These a camera tells anybody (ONVIF Core, access class PRE_AUTH).
        var isOpen = call is "GetSystemDateAndTime" or "GetServices" or "GetCapabilities";
        if (!isOpen && _login?.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        return Http("200 OK", _replies.Answer(call, request, Site, _login?.Now ?? TimeProvider.System.GetUtcNow()));
    }

    [GeneratedRegex("MessageID>([^<]*)<")]
    private static partial Regex MessageId();

    [GeneratedRegex("Body>\\s*<(?:\\w+:)?(\\w+)")]
    private static partial Regex Called();

    [GeneratedRegex("Content-Length: (\\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
