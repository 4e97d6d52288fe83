using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Messaging;

/// <summary>Keeps one connection alive: runs sessions one after the other until it is cancelled, and says why there is none.</summary>
/// <param name="name">Of the connection, for the log.</param>
/// <param name="time">For the waits.</param>
/// <param name="logger">Told once per change.</param>
/// <param name="failed">Told once per change.</param>
internal sealed partial class ReconnectLoop(string name, TimeProvider time, ILogger logger, Action<Problem>? failed = null)
{
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TakeoverWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(60);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
    private long? _lastTakeover;
    private volatile Problem? _fault;
    private volatile Takeover? _duplicate;
    private volatile bool _connected;

    /// <summary>Why the last session ended or could not begin; null while connected.</summary>
    public Problem? Fault => _fault;

    /// <summary>Another device has this name: said, connected or not, until five minutes have gone by without a takeover.</summary>
    public Problem? Duplicate => _duplicate is { } known && time.GetElapsedTime(known.At) < TakeoverWindow ? known.Problem : null;

    public bool Connected => _connected;

    /// <param name="session">Runs one session; it calls the action once it is connected, and throws when it cannot go on.</param>
    /// <param name="cancellationToken">Ends the loop, after the session has said goodbye.</param>
    public async Task RunAsync(Func<Action, CancellationToken, Task> session, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var connectedAt = 0L;
            try
            {
                await session(
                    () =>
                    {
                        connectedAt = time.GetTimestamp();
                        _fault = null;
                        _connected = true;
                        Log.Connected(logger, name);
                    },
                    cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (ProblemException e)
            {
                Report(e.Problem);
            }
            catch (Exception e)
            {
                // Whatever it is: a loop that dies would leave the pole silent.
                Log.Unexpected(logger, name, e);
                Report(Problem.From(e));
            }
            finally
            {
                _connected = false;
            }

            if (connectedAt != 0 && time.GetElapsedTime(connectedAt) > Stable)
            {
                _backoff.Reset();
            }

            await PauseAsync(cancellationToken);
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        // A broker's limits change by a person's hand alone.
        var pause = _fault?.Code is MessagingException.DuplicateCode or BrokerLimits.Code ? LongPause : _backoff.Next();
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Report(Problem problem)
    {
        if (problem.Code == MessagingException.TakenOverCode)
        {
            var again = _lastTakeover is { } last && time.GetElapsedTime(last) < TakeoverWindow;
            _lastTakeover = time.GetTimestamp();
            if (again)
            {
                problem = MessagingException.Duplicate(problem);
                _duplicate = new Takeover(problem, time.GetTimestamp());
            }
        }

        // Once per change: a broker that is away for a day is one line, not thousands.
        var isNews = problem.Code != _fault?.Code;
        _fault = problem;
        if (isNews)
        {
            Log.Failed(logger, name, problem.ToString());
            failed?.Invoke(problem);
        }
    }

    private sealed record Takeover(Problem Problem, long At);

    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Information, "{Connection} is connected to the broker")]
        public static partial void Connected(ILogger logger, string connection);

        [LoggerMessage(1602, LogLevel.Warning, "{Connection} is not connected to the broker: {Problem}")]
        public static partial void Failed(ILogger logger, string connection, string problem);

        [LoggerMessage(1603, LogLevel.Error, "{Connection} ended unexpectedly")]
        public static partial void Unexpected(ILogger logger, string connection, Exception exception);
    }
}
