using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Xml.Linq;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture.Discovery;

/// <summary>SOAP over HTTP with one device that may answer anything, or nothing: bounded in time and size, and nobody else is ever asked.</summary>
internal sealed class OnvifClient(TimeProvider time, TimeSpan timeout, CameraCredentials? digest = null) : IDisposable
{
    private readonly HttpClient _http = new(CreateHandler(digest)) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    public async Task<SoapAnswer> CallAsync(Uri service, SoapCall call, XElement? security, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, service) { Content = new ByteArrayContent(call.ToBytes(security)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/soap+xml; charset=utf-8; action=\"{call.Action}\"");
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            if ((int)response.StatusCode is >= 300 and < 400)
            {
                return new SoapAnswer(SoapOutcome.Foreign, Reason: $"HTTP {(int)response.StatusCode}, a redirection, which is not followed");
            }

            return await ReadBodyAsync(response.Content, end.Token) is { } content
                ? SoapAnswer.Read(response.StatusCode, content) with
                {
                    Date = response.Headers.Date,
                    OffersDigest = response.Headers.WwwAuthenticate.Any(way => way.Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase)),
                }
                : new SoapAnswer(SoapOutcome.Foreign, Reason: $"an answer of more than {UntrustedXml.MostBytes} bytes");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SoapAnswer(SoapOutcome.Silent, Reason: $"no answer within {timeout.TotalSeconds:0.#} s");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new SoapAnswer(SoapOutcome.Silent, Reason: CameraText.Clean((fault.InnerException ?? fault).Message));
        }
    }

    private static SocketsHttpHandler CreateHandler(CameraCredentials? digest) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        MaxResponseHeadersLength = 16,
        // Digest only: Basic would hand the password to whoever answers.
        Credentials = digest is null ? null : new DigestOnly(digest),
        // Cameras make their certificates themselves. What is sent proves the password, but does not hold it.
#pragma warning disable CA5359
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    };

    private static async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>();
        while (await stream.ReadAsync(body.GetMemory(4096), cancellationToken) is > 0 and var count)
        {
            body.Advance(count);
            if (body.WrittenCount > UntrustedXml.MostBytes)
            {
                return null;
            }
        }

        return body.WrittenMemory;
    }

    /// <summary>Gives the login to a Digest challenge and to no other.</summary>
    private sealed class DigestOnly(CameraCredentials credentials) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) =>
            authType.Equals("Digest", StringComparison.OrdinalIgnoreCase) ? new NetworkCredential(credentials.User, credentials.Password) : null;
    }
}
