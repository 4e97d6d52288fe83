using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using MQTTnet;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Messaging;

/// <summary>
/// Sends the outbox over one session: each stream in order, the most severe stream first, at most 16 messages without their PUBACK, and what
/// goes out again in the gaps that the new leave. Only what somebody listens to counts as sent.
/// </summary>
internal sealed partial class EventPublisher(
    OutboxLog outbox, PoleIdentity pole, Topics topics, MqttSession session, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// What a broker may have lost although it acknowledged it, also where it still knows the session: killed, it comes back with what it had
    /// last written down.
    /// </summary>
    private static readonly TimeSpan ForgettingWindow = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(24);
    private static readonly TimeSpan DiskPause = TimeSpan.FromSeconds(5);

    /// <summary>Of the window: what comes anew finds room however much goes out again.</summary>
    private const int ResendsInFlight = 4;

    private readonly StreamCursor[] _cursors =
        [new(Severity.Critical), new(Severity.Warning), new(Severity.Notice), new(Severity.Info)];

    private readonly ClipManifests _manifests = new(outbox, topics);
    private readonly StreamCursor _resending = new(Severity.Info);
    private readonly StreamCursor _unwritten = new(Severity.Critical);

    // What follows once the broker has answered.
    private readonly Dictionary<Task<MqttClientPublishResult>, Action<MqttClientPublishResult>> _inFlight = [];
    private readonly HashSet<Resend> _resends = [];
    private string? _refusal;
    private volatile Problem? _fault;

    /// <summary>Why the broker takes no events, such as its access rules; null where it does, or where only nobody listens.</summary>
    public Problem? Fault => _fault;

    private int Room => session.SendMaximum - _inFlight.Count;

    /// <summary>Runs until cancelled, or until the connection is lost, which it throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        outbox.SessionBegan(ForgettingWindow);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var changed = outbox.Changed;
                TimeSpan pause;
                try
                {
                    pause = Sooner(HandOverUnwritten(cancellationToken), HandOverPending(cancellationToken), HandOverAgain(cancellationToken));
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
        finally
        {
            outbox.SessionEnded();
            foreach (var resend in _resends)
            {
                outbox.Resent(resend, taken: false);
            }
        }
    }

    /// <summary>What the disk does not take is told at once, one by one.</summary>
    private TimeSpan HandOverUnwritten(CancellationToken cancellationToken)
    {
        var wait = _unwritten.Wait(time);
        if (wait == TimeSpan.Zero && _unwritten.InFlight.Count == 0 && Room > 0 && outbox.Unwritten.Next is { } next)
        {
            Publish(
                MqttMessages.From(
                    topics.Event(next.Camera.Value, next.Type), EventEnvelope.WrapUnwritten(next, pole, outbox.Mode), retain: false, Expiry),
                _unwritten, 0, Severity.Critical,
                () => outbox.Unwritten.Told(next.Id), () => { }, cancellationToken);
        }

        return wait == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : wait;
    }

    /// <summary>Fills the window.</summary>
    /// <returns>When a refused stream wants to be looked at again.</returns>
    private TimeSpan HandOverPending(CancellationToken cancellationToken)
    {
        var soonest = Timeout.InfiniteTimeSpan;
        foreach (var cursor in _cursors)
        {
            if (cursor.Wait(time) is var wait && wait > TimeSpan.Zero)
            {
                soonest = Sooner(soonest, wait);
                continue;
            }

            var room = cursor.Probing ? Math.Min(Room, 1 - cursor.InFlight.Count) : Room;
            if (room <= 0)
            {
                continue;
            }

            // From the beginning, not from the last one sent: what was taken back stands before it.
            foreach (var entry in outbox.TakePending(cursor.Stream, room, cursor.Held))
            {
                HandOver(cursor, entry, () => outbox.MarkPublished(entry), () => { }, cancellationToken);
            }
        }

        return soonest;
    }

    private TimeSpan HandOverAgain(CancellationToken cancellationToken)
    {
        if (_resending.Wait(time) is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        while (Room > 1 && _resends.Count < ResendsInFlight)
        {
            if (outbox.TakeResend() is not { } resend)
            {
                return outbox.UntilResend;
            }

            _resends.Add(resend);
            HandOver(_resending, resend.Entry, () => Settle(taken: true), () => Settle(taken: false), cancellationToken);

            void Settle(bool taken)
            {
                _resends.Remove(resend);
                outbox.Resent(resend, taken);
            }
        }

        return Timeout.InfiniteTimeSpan;
    }

    private void HandOver(StreamCursor cursor, OutboxEntry entry, Action taken, Action refused, CancellationToken cancellationToken)
    {
        if (Message(entry) is not { } message)
        {
            Log.Unreadable(logger, entry.Stream, entry.Sequence);
            taken();
            outbox.Discard(entry);
            return;
        }

        // One that is sent again has been small enough for some broker: it is refused as any other.
        if (cursor != _resending && !session.Fits(message))
        {
            cursor.TooLarge.Add(entry.Sequence);
            outbox.PassOver(entry.Stream);
            Log.TooLarge(logger, entry.Stream, entry.Sequence, session.LimitFault!.Message);
            return;
        }

        Publish(message, cursor, entry.Sequence, entry.Stream, taken, refused, cancellationToken);
    }

    private void Publish(
        MqttApplicationMessage message, StreamCursor cursor, long sequence, Severity stream, Action taken, Action refused,
        CancellationToken cancellationToken)
    {
        cursor.InFlight.Add(sequence);
        _inFlight.Add(
            session.PublishAsync(message, cancellationToken),
            result =>
            {
                if (result.ReasonCode == MqttClientPublishReasonCode.Success)
                {
                    cursor.Taken(sequence);
                    taken();
                    (_refusal, _fault) = (null, null);
                    return;
                }

                // 0x10 (No matching subscribers) among them: nobody heard it, so it stays ours (MQTT 5, 3.4.2.1).
                cursor.Refused(sequence, time);
                refused();
                if (result.ReasonCode != MqttClientPublishReasonCode.NoMatchingSubscribers)
                {
                    outbox.PassOver(stream);
                }

                Report(result, stream, sequence);
            });
    }

    /// <summary>Null for a row that cannot be read.</summary>
    private MqttApplicationMessage? Message(OutboxEntry entry) => entry switch
    {
        { Clip: not null } => _manifests.Message(entry),
        _ when EventEnvelope.Wrap(entry, entry.Log, pole) is { } message => MqttMessages.From(
            entry.Gap is null ? topics.Event(entry.Event!.Camera.Value, entry.Event.Type) : topics.Gap, message, retain: false, Expiry),
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
            _inFlight.Remove(finished, out var settle);
            settle!(await finished);
        }
    }

    private void Report(MqttClientPublishResult result, Severity stream, long sequence)
    {
        var refusal = result.ReasonCode.ToString();
        _fault = result.ReasonCode == MqttClientPublishReasonCode.NoMatchingSubscribers
            ? null
            : session.Refusal($"events are not taken: {refusal} {result.ReasonString}".TrimEnd());
        if (_refusal != refusal)
        {
            Log.Refused(logger, stream, sequence, refusal, result.ReasonString);
            _refusal = refusal;
        }
    }

    private static TimeSpan Sooner(params ReadOnlySpan<TimeSpan> waits)
    {
        var soonest = Timeout.InfiniteTimeSpan;
        foreach (var wait in waits)
        {
            soonest = soonest == Timeout.InfiniteTimeSpan || (wait != Timeout.InfiniteTimeSpan && wait < soonest) ? wait : soonest;
        }

        return soonest < TimeSpan.Zero && soonest != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : soonest;
    }

    private static partial class Log
    {
        [LoggerMessage(1610, LogLevel.Warning, "Entry {Stream}/{Sequence} waits: the broker answered {Code} {Reason}")]
        public static partial void Refused(ILogger logger, Severity stream, long sequence, string code, string? reason);

        [LoggerMessage(1611, LogLevel.Error, "Entry {Stream}/{Sequence} of the outbox cannot be read; the center is told that it is lost")]
        public static partial void Unreadable(ILogger logger, Severity stream, long sequence);

        [LoggerMessage(1613, LogLevel.Error, "Entry {Stream}/{Sequence} waits for another broker: {Reason}")]
        public static partial void TooLarge(ILogger logger, Severity stream, long sequence, string reason);

        [LoggerMessage(1612, LogLevel.Warning, "The outbox cannot be read at present: {Problem}")]
        public static partial void CannotRead(ILogger logger, string problem);
    }
}
