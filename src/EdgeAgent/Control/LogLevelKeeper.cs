using EdgeAgent.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Control;

/// <summary>Another log level for a while. A restart ends it too.</summary>
internal sealed class LogLevelKeeper(LogLevelSwitch level, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Countdown? _term;

    public void Set(LogLevel meanwhile, TimeSpan term)
    {
        lock (_lock)
        {
            level.Set(meanwhile);
            _term = new Countdown(term, time);
        }
    }

    /// <summary>To be called every second.</summary>
    public void Turn()
    {
        lock (_lock)
        {
            if (_term is { IsOver: true })
            {
                level.Set(null);
                _term = null;
            }
        }
    }
}
