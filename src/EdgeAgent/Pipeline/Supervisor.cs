using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Pipeline;

/// <summary>The one place that retries: runs a stage again after each fault, with growing, random pauses, until it is cancelled.</summary>
internal sealed partial class Supervisor(TimeProvider time, ILogger<Supervisor> logger)
{
    /// <param name="name">For the log, such as <c>gate/source</c>.</param>
    /// <param name="stage">Throws when it cannot go on; a normal return ends the supervision.</param>
    /// <param name="policyOf">Which pauses a fault asks for.</param>
    /// <param name="onFault">Hears every fault, before the pause.</param>
    /// <param name="cancellationToken">Ends it; the task then completes normally.</param>
    public async Task RunAsync(
        string name,
        Func<CancellationToken, Task> stage,
        Func<Problem, RestartPolicy> policyOf,
        Action<Problem> onFault,
        CancellationToken cancellationToken)
    {
        Problem? last = null;
        for (var attempt = 0; !cancellationToken.IsCancellationRequested; attempt++)
        {
            var started = time.GetTimestamp();
            try
            {
                // On a thread of the pool: a stage that always has work at hand would never give the caller's back.
                await Task.Run(() => stage(cancellationToken), cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var problem = Problem.From(e);
                if (time.GetElapsedTime(started) > RestartPolicy.Healthy)
                {
                    (attempt, last) = (0, null);
                }

                var delay = policyOf(problem).Delay(attempt, Random.Shared.NextDouble());
                Report(name, problem, last, delay, e);
                last = problem;
                onFault(problem);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Report(string name, Problem problem, Problem? last, TimeSpan delay, Exception e)
    {
        if (e is not ProblemException)
        {
            Log.Unexpected(logger, name, delay.TotalSeconds, e);
        }
        else if (problem != last)
        {
            Log.Faulted(logger, name, problem.ToString(), delay.TotalSeconds);
        }
        else
        {
            Log.FaultedAgain(logger, name, problem.Code, delay.TotalSeconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1800, LogLevel.Warning, "{Name} stopped: {Problem}; it starts again in {Seconds:0.0} s")]
        public static partial void Faulted(ILogger logger, string name, string problem, double seconds);

        [LoggerMessage(1801, LogLevel.Debug, "{Name} stopped again: {Code}; it starts again in {Seconds:0.0} s")]
        public static partial void FaultedAgain(ILogger logger, string name, string code, double seconds);

        [LoggerMessage(1802, LogLevel.Error, "{Name} stopped unexpectedly; it starts again in {Seconds:0.0} s")]
        public static partial void Unexpected(ILogger logger, string name, double seconds, Exception exception);
    }
}
