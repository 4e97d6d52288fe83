using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using MQTTnet;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Messaging;

/// <summary>
/// Sends the outbox over one session: each stream in order, the most severe stream first, at most 16 messages without their
/// PUBACK. Only what lies on disk is sent, and only what somebody listens to counts as sent.
/// </summary>
internal sealed partial class EventPublisher(
    OutboxLog outbox, PoleIdentity pole, Topics topics, MqttSession session, TimeProvider time, ILogger logger)
{
    /// <summary>What a broker that lost its sessions may have lost although it acknowledged it.</summary>
    private static readonly TimeSpan ForgettingWindow = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(24);
    private static readonly TimeSpan DiskPause = TimeSpan.FromSeconds(5);

    private readonly StreamCursor[] _cursors =
        [new(Severity.Critical), new(Severity.Warning), new(Severity.Notice), new(Severity.Info)];

    private readonly ClipManifests _manifests = new(outbox, topics);
    private readonly Dictionary<Task<MqttClientPublishResult>, (StreamCursor Cursor, OutboxEntry Entry)> _inFlight = [];
    private string? _refusal;
    private volatile Problem? _fault;

    /// <summary>Why the broker takes no events, such as its access rules; null where it does, or where only nobody listens.</summary>
    public Problem? Fault => _fault;

    /// <summary>Runs until cancelled, or until the connection is lost, which it throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!session.SessionPresent)
        {
            outbox.Requeue(ForgettingWindow);
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = outbox.Changed;
            var pause = Timeout.InfiniteTimeSpan;
            try
            {
                pause = HandOver(cancellationToken);
            }
            catch (ProblemException e)
            {
                // Presence and health go on: they are how the center learns of it.
                Log.CannotRead(logger, e.Message);
                pause = DiskPause;
            }

            await WaitAsync(changed, pause, cancellationToken);
            await SettleAsync();
        }
    }

    /// <summary>Fills the window.</summary>
    /// <returns>When a refused stream wants to be looked at again.</returns>
    private TimeSpan HandOver(CancellationToken cancellationToken)
    {
        var soonest = Timeout.InfiniteTimeSpan;
        foreach (var cursor in _cursors)
        {
            if (cursor.Wait(time) is var wait && wait > TimeSpan.Zero)
            {
                soonest = soonest == Timeout.InfiniteTimeSpan || wait < soonest ? wait : soonest;
                continue;
            }

            var room = session.SendMaximum - _inFlight.Count;
            room = cursor.Probing ? Math.Min(room, 1 - cursor.InFlight.Count) : room;
            if (room <= 0)
            {
                continue;
            }

            // From the beginning, not from the last one sent: what was taken back stands before it.
            foreach (var entry in outbox.ReadPending(cursor.Stream, room + cursor.InFlight.Count)
                .Where(e => !cursor.InFlight.Contains(e.Sequence)).Take(room).ToList())
            {
                HandOver(cursor, entry, cancellationToken);
            }
        }

        return soonest;
    }

    private void HandOver(StreamCursor cursor, OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (Message(entry) is not { } message)
        {
            Log.Unreadable(logger, entry.Stream, entry.Sequence);
            outbox.MarkPublished(entry);
            return;
        }

        cursor.InFlight.Add(entry.Sequence);
        _inFlight.Add(session.PublishAsync(message, cancellationToken), (cursor, entry));
    }

    /// <summary>Null for a row that cannot be read.</summary>
    private MqttApplicationMessage? Message(OutboxEntry entry) => entry switch
    {
        { Clip: not null } => _manifests.Message(entry),
        { Event: { } edgeEvent } when EventEnvelope.Wrap(entry, outbox.LogId, pole) is { } message =>
            MqttMessages.From(topics.Event(edgeEvent.Camera.Value, edgeEvent.Type), message, retain: false, Expiry),
        _ => null,
    };

    private async Task WaitAsync(Task changed, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(pause, time, stop.Token);
        await Task.WhenAny([.. _inFlight.Keys, changed, delay]);
        await stop.CancelAsync();
    }

    private async Task SettleAsync()
    {
        foreach (var finished in _inFlight.Keys.Where(t => t.IsCompleted).ToList())
        {
            _inFlight.Remove(finished, out var sent);
            var result = await finished;
            if (result.ReasonCode == MqttClientPublishReasonCode.Success)
            {
                sent.Cursor.Taken(sent.Entry.Sequence);
                outbox.MarkPublished(sent.Entry);
                _refusal = null;
                _fault = null;
                continue;
            }

            // 0x10 (No matching subscribers) among them: nobody heard it, so it stays ours (MQTT 5, 3.4.2.1).
            sent.Cursor.Refused(sent.Entry.Sequence, time);
            var refusal = result.ReasonCode.ToString();
            _fault = result.ReasonCode == MqttClientPublishReasonCode.NoMatchingSubscribers
                ? null
                : session.Refusal($"events are not taken: {refusal} {result.ReasonString}".TrimEnd());
            if (_refusal != refusal)
            {
                Log.Refused(logger, sent.Entry.Stream, sent.Entry.Sequence, refusal, result.ReasonString);
                _refusal = refusal;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1610, LogLevel.Warning, "Entry {Stream}/{Sequence} waits: the broker answered {Code} {Reason}")]
        public static partial void Refused(ILogger logger, Severity stream, long sequence, string code, string? reason);

        [LoggerMessage(1611, LogLevel.Error, "Entry {Stream}/{Sequence} of the outbox cannot be read and is skipped")]
        public static partial void Unreadable(ILogger logger, Severity stream, long sequence);

        [LoggerMessage(1612, LogLevel.Warning, "The outbox cannot be read at present: {Problem}")]
        public static partial void CannotRead(ILogger logger, string problem);
    }
}
