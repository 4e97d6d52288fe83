using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Capture.Health;

/// <summary>The state machine of one stream: written by its source, read by the health message and by whoever watches. Thread-safe.</summary>
/// <param name="name">For the log, such as <c>gate</c>.</param>
/// <param name="clock">When things happened.</param>
/// <param name="logger">Gets one line per change.</param>
internal sealed partial class StreamHealth(string name, IMediaClock clock, ILogger logger)
{
    private readonly Lock _lock = new();
    private StreamStatus? _status;

    /// <summary>State or code have become others.</summary>
    public event Action? Changed;

    public StreamStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status ??= Untried();
            }
        }
    }

    /// <summary>A try begins.</summary>
    public void Connecting()
    {
        lock (_lock)
        {
            if (_status is null)
            {
                _status = Untried();
                Log.Changed(logger, name, Word(_status.State), "");
            }
        }
    }

    /// <summary>A picture has come.</summary>
    public void Live()
    {
        // Asked for every picture: nothing is made while nothing changes.
        if (Status.State != StreamState.Live)
        {
            Become(StreamState.Live, fault: null);
        }
    }

    /// <summary>A try has ended.</summary>
    public void Lost(Problem fault) => Become(StateAfter(fault), fault);

    private static StreamState StateAfter(Problem fault) => fault.Code switch
    {
        CameraProblems.StalledCode => StreamState.Stalled,
        CameraProblems.UnauthorizedCode or "camera/credentials" => StreamState.Unauthorized,
        "camera/no-video" or "video/undecodable" or "video/unsupported-format" or "video/unknown-decoder" => StreamState.Undecodable,
        _ => StreamState.Gone,
    };

    private void Become(StreamState state, Problem? fault)
    {
        lock (_lock)
        {
            var (now, before) = (clock.Now, _status ??= Untried());
            var isSame = before.State == state && before.Fault?.Code == fault?.Code;
            _status = new StreamStatus(
                state,
                before.State == state ? before.Since : now,
                state == StreamState.Live ? null : before.LostAt ?? now,
                fault);
            if (isSame)
            {
                return;
            }

            Log.Changed(logger, name, Word(state), fault is null ? "" : $": {fault.Code}: {fault.Message}");
        }

        Changed?.Invoke();
    }

    private static string Word(StreamState state) => state.ToString().ToLowerInvariant();

    private StreamStatus Untried()
    {
        var now = clock.Now;
        return new StreamStatus(StreamState.Connecting, now, now, null);
    }

    private static partial class Log
    {
        [LoggerMessage(1830, LogLevel.Information, "{Camera}: stream {State}{Why}")]
        public static partial void Changed(ILogger logger, string camera, string state, string why);
    }
}
