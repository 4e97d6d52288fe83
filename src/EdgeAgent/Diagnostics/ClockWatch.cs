using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Diagnostics;

/// <summary>Asks the clock every second, so that a clock that was set is noticed although nothing happens.</summary>
internal sealed partial class ClockWatch(IMediaClock clock, TimeProvider time, ILogger<ClockWatch> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        clock.Corrected += Report;
        try
        {
            await new EverySecond(time, () => clock.ToUtc(clock.Now)).RunAsync(cancellationToken);
        }
        finally
        {
            clock.Corrected -= Report;
        }
    }

    private void Report(ClockCorrection correction) =>
        Log.Corrected(logger, correction.Step.TotalSeconds, correction.Synchronised ? "synchronised" : "not synchronised");

    private static partial class Log
    {
        [LoggerMessage(1910, LogLevel.Warning, "the clock was set by {Seconds:0.000} s and is {Synchronised}; what was recorded since the start gets its new time")]
        public static partial void Corrected(ILogger logger, double seconds, string synchronised);
    }
}
