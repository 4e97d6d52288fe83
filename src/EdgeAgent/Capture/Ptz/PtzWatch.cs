using EdgeAgent.Capture.Discovery;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Capture.Ptz;

/// <summary>Asks a camera every second where it looks, and says whether that is home.</summary>
/// <param name="camera">For the log.</param>
/// <param name="options">Where to ask, and what home is.</param>
/// <param name="stream">The stream's address, on whose host the service is unless the options say otherwise.</param>
/// <param name="credentialsFile">The camera's login, if it wants one.</param>
/// <param name="time">For pauses and patience.</param>
/// <param name="logger">Told of every change.</param>
internal sealed partial class PtzWatch(
    CameraId camera, PtzOptions options, string stream, string? credentialsFile, TimeProvider time, ILogger<PtzWatch> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);

    /// <summary>A camera that comes back may swing over home, and its picture is blurred for a moment.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private volatile Problem? _fault;
    private volatile PtzState _state;
    private volatile bool _isWorthWaiting = true;
    private volatile bool _isAsking = true;
    private long _askingSince = time.GetTimestamp();
    private long? _nearSince;

    /// <summary>State or fault has become another.</summary>
    public event Action? Changed;

    /// <summary>A service that does not answer for that long must not silence the camera.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public PtzState State =>
        _isAsking && _state != PtzState.Away && time.GetElapsedTime(Interlocked.Read(ref _askingSince)) < Patience ? PtzState.Asking : _state;

    /// <summary>Why nobody knows where it looks.</summary>
    public Problem? Fault => _fault ?? (State == PtzState.Unknown ? PtzProblems.Unanswered(ServiceOf(options, stream)) : null);

    public static Uri ServiceOf(PtzOptions options, string stream) =>
        options.Service is { } service ? new Uri(service) : new UriBuilder(Uri.UriSchemeHttp, new Uri(stream).Host) { Path = "/onvif/device_service" }.Uri;

    /// <summary>
    /// The stream has begun, maybe because the camera has: where it looked before says nothing. A service that has not answered since the
    /// last time is not waited for again, or a bad link would silence the camera.
    /// </summary>
    public void StreamBegan()
    {
        if (_isWorthWaiting)
        {
            _isWorthWaiting = false;
            Interlocked.Exchange(ref _askingSince, time.GetTimestamp());
            _isAsking = true;
        }
    }

    /// <exception cref="ProblemException">The camera does not tell.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var credentials = credentialsFile is null ? null : CameraCredentials.Read(credentialsFile);
        var named = ServiceOf(options, stream);
        var address = await CameraDiscovery.ResolveAsync(named.Host, cancellationToken);
        var service = new UriBuilder(named) { Host = address.ToString() }.Uri;
        using var session = new OnvifSession(credentials, time, AnswerTimeout);
        var device = await PtzDevice.FindAsync(service, address, options, session, time, cancellationToken);
        var answered = time.GetTimestamp();
        while (true)
        {
            if (await device.ReadAsync(cancellationToken) is { } reading)
            {
                answered = time.GetTimestamp();
                Take(reading, device.Home);
            }
            else if (time.GetElapsedTime(answered) >= Patience)
            {
                throw new ProblemException(PtzProblems.Unanswered(service));
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary><see cref="RunAsync"/> ended with this: nobody knows where the camera looks.</summary>
    public void Failed(Problem problem)
    {
        _nearSince = null;
        Become(PtzState.Unknown, problem);
    }

    internal void Take(PtzReading reading, PtzPosition home)
    {
        _isWorthWaiting = true;
        if (reading.IsMoving || !home.IsNear(reading.Position, options.Tolerance))
        {
            _nearSince = null;
            Become(PtzState.Away, null);
            return;
        }

        _nearSince ??= time.GetTimestamp();
        if (_state != PtzState.Away || time.GetElapsedTime(_nearSince.Value) >= Settling)
        {
            Become(PtzState.Home, null);
        }
    }

    private void Become(PtzState state, Problem? fault)
    {
        var (before, faultBefore) = (_state, _fault);
        (_state, _fault) = (state, fault);
        _isAsking &= state == PtzState.Unknown;
        if (state != before && state != PtzState.Unknown)
        {
            Log.Looks(logger, camera, state == PtzState.Home ? "at home" : "away from home; its rules pause");
        }

        if (state != before || fault?.Code != faultBefore?.Code)
        {
            Changed?.Invoke();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1230, LogLevel.Information, "{Camera} looks {Where}")]
        public static partial void Looks(ILogger logger, CameraId camera, string where);
    }
}
