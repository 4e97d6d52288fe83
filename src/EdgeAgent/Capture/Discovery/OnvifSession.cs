using System.Xml.Linq;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture.Discovery;

/// <summary>The requests to one device, with the login that it takes. A refused login is not tried again: cameras lock accounts.</summary>
internal sealed class OnvifSession(CameraCredentials? credentials, TimeProvider time, TimeSpan timeout) : IDisposable
{
    private readonly OnvifClient _plain = new(time, timeout);
    private OnvifClient? _digest;
    private SoapAnswer? _refused;

    /// <summary>How far the device's clock is ahead of ours; unknown until it said so.</summary>
    public TimeSpan? ClockDifference { get; set; }

    public void Dispose()
    {
        _plain.Dispose();
        _digest?.Dispose();
    }

    /// <summary>A request without the login, which cannot be made before the device's clock is known.</summary>
    public Task<SoapAnswer> CallPlainAsync(Uri service, SoapCall call, CancellationToken cancellationToken) =>
        _plain.CallAsync(service, call, security: null, cancellationToken);

    /// <summary>A request that needs no login on most devices (ONVIF Core, access class PRE_AUTH): it is shown only where the device asks.</summary>
    public async Task<SoapAnswer> CallOpenAsync(Uri service, SoapCall call, CancellationToken cancellationToken)
    {
        var answer = await CallPlainAsync(service, call, cancellationToken);
        return answer.Outcome == SoapOutcome.Unauthorized && credentials is not null ? await CallAsync(service, call, cancellationToken) : answer;
    }

    /// <summary>A request with the login, where there is one.</summary>
    public async Task<SoapAnswer> CallAsync(Uri service, SoapCall call, CancellationToken cancellationToken)
    {
        if (_refused is not null)
        {
            return _refused;
        }

        var answer = _digest is null
            ? await _plain.CallAsync(service, call, Token(), cancellationToken)
            : await _digest.CallAsync(service, call, security: null, cancellationToken);
        if (answer.Outcome == SoapOutcome.Unauthorized && answer.OffersDigest && credentials is not null && _digest is null)
        {
            _digest = new OnvifClient(time, timeout, credentials);
            answer = await _digest.CallAsync(service, call, security: null, cancellationToken);
        }

        _refused = answer.Outcome == SoapOutcome.Unauthorized ? answer : null;
        return answer;
    }

    private XElement? Token() =>
        credentials is null ? null : UsernameToken.Create(credentials, time.GetUtcNow() + (ClockDifference ?? TimeSpan.Zero));
}
