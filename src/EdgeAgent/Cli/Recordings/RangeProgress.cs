using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Recordings;

/// <summary>How far the cutting of a range is, once a second on a terminal.</summary>
internal sealed class RangeProgress(AskedRange range, TextWriter error, TimeProvider time)
{
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _reported = time.GetTimestamp();

    public Action<DateTimeOffset>? Of(CameraId camera) => _isTerminal ? at => Report(camera, at) : null;

    public void Finish()
    {
        if (_isTerminal)
        {
            error.Write("\r\e[K");
        }
    }

    private void Report(CameraId camera, DateTimeOffset at)
    {
        if (time.GetElapsedTime(_reported) >= TimeSpan.FromSeconds(1))
        {
            _reported = time.GetTimestamp();
            var done = Math.Clamp((at - range.From) / (range.To - range.From), 0, 1);
            error.Write(string.Create(CultureInfo.InvariantCulture, $"\r\e[K{camera}: {at.ToLocalTime():yyyy-MM-dd HH:mm:ss}, {done:0 %}"));
        }
    }
}
