using System.Collections.Immutable;
using System.Threading.Channels;
using EdgeAgent.Control.Audit;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Control;

/// <summary>
/// Where everything arrives that the center says. It takes a message at once or not at all: a flood is counted, not kept. Commands, desired
/// states and acknowledgements wait each in a queue of their own, so that none of them is drowned by another.
/// </summary>
internal sealed partial class ControlInbox : ICommandSink
{
    /// <summary>What may wait: 2 MiB of commands at most, 3 MiB of desired states, 1 MiB of acknowledgements.</summary>
    private const int CommandsWaiting = 32;
    private const int DesiredWaiting = 16;
    private const int AcknowledgementsWaiting = 64;

    private static readonly TimeSpan LogPeriod = TimeSpan.FromMinutes(1);

    private readonly Lane[] _lanes;
    private readonly ControlCounts _counts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RefusalAudit _refusals;
    private long _loggedAt;

    /// <param name="commands">Takes <c>cmd/{verb}</c>.</param>
    /// <param name="desired">Takes <c>orders/desired</c> and <c>config/desired</c>.</param>
    /// <param name="acknowledgements">Takes <c>ack</c>.</param>
    /// <param name="counts">Of what is dropped or too large.</param>
    /// <param name="refusals">Hear of what is too large.</param>
    /// <param name="time">For the log.</param>
    /// <param name="logger">One line a minute at most.</param>
    public ControlInbox(
        Func<DownlinkMessage, CancellationToken, Task> commands,
        Func<DownlinkMessage, CancellationToken, Task> desired,
        Func<DownlinkMessage, CancellationToken, Task> acknowledgements,
        ControlCounts counts,
        RefusalAudit refusals,
        TimeProvider time,
        ILogger<ControlInbox> logger)
    {
        (_counts, _refusals, _time, _logger) = (counts, refusals, time, logger);
        _lanes =
        [
            new Lane(CommandDesk.MostBytes, CommandsWaiting, commands),
            new Lane(DesiredMostBytes, DesiredWaiting, desired),
            new Lane(AcknowledgementIntake.MostBytes, AcknowledgementsWaiting, acknowledgements),
        ];
    }

    /// <summary>Of a desired state; with its topic it still fits into the largest packet.</summary>
    public const int DesiredMostBytes = 200 * 1024;

    public ImmutableArray<string> Filters => ["cmd/+", "orders/desired", "config/desired", "ack"];

    public void Receive(DownlinkMessage message)
    {
        Lane? lane = message.Below switch
        {
            ["cmd", _] => _lanes[0],
            ["orders" or "config", "desired"] => _lanes[1],
            ["ack"] => _lanes[2],
            _ => null,
        };
        if (lane is null)
        {
            return;
        }

        // Refused before it waits: what waits is bounded in bytes, not in number alone.
        if (message.Payload.Length > lane.MostBytes)
        {
            var code = ControlProblems.TooLarge(message.Payload.Length, lane.MostBytes).Code;
            _counts.Refuse(code);
            _refusals.Add(new AuditEntry(message.Below[0], "refused") { Code = code });
        }
        else if (!lane.Messages.Writer.TryWrite(message))
        {
            var dropped = _counts.Drop();
            if (_loggedAt == 0 || _time.GetElapsedTime(_loggedAt) >= LogPeriod)
            {
                _loggedAt = _time.GetTimestamp();
                Log.Dropped(_logger, string.Join('/', message.Below[..1]), dropped);
            }
        }
    }

    /// <summary>Works until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_lanes.Select(lane => Task.Run(() => RunAsync(lane, cancellationToken), CancellationToken.None)));

    private async Task RunAsync(Lane lane, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in lane.Messages.Reader.ReadAllAsync(cancellationToken))
            {
                try
                {
                    await lane.Handle(message, cancellationToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // One message that nobody foresaw must not make the pole deaf.
                    Log.Unexpected(_logger, message.Below[0], e);
                    _counts.Refuse("agent/unexpected");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
        }
    }

    private sealed record Lane(int MostBytes, int Waiting, Func<DownlinkMessage, CancellationToken, Task> Handle)
    {
        public Channel<DownlinkMessage> Messages { get; } =
            Channel.CreateBounded<DownlinkMessage>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    private static partial class Log
    {
        [LoggerMessage(2020, LogLevel.Warning, "{Topic} comes faster than it can be looked at: {Dropped} messages dropped since the agent began")]
        public static partial void Dropped(ILogger logger, string topic, long dropped);

        [LoggerMessage(2021, LogLevel.Error, "a message on {Topic} failed unexpectedly")]
        public static partial void Unexpected(ILogger logger, string topic, Exception exception);
    }
}
