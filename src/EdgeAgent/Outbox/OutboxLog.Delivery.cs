using EdgeAgent.Domain;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

/// <content>What was sent, who has it, and what goes out again.</content>
internal sealed partial class OutboxLog
{
    private readonly Lock _sending = new();
    private readonly long[] _highest;
    private readonly ResendQueue[] _resends;

    // By the log's own time; null until a session of this run is over.
    private long? _sessionEndedAt;
    private int _takingBack;

    // Bits of the streams that the session cannot send all of.
    private int _passedOver;

    /// <summary>Until something goes out again; infinite for nothing.</summary>
    public TimeSpan UntilResend
    {
        get
        {
            lock (_sending)
            {
                return _resends.Select(queue => queue.UntilDue).Min() is { } due ? due : Timeout.InfiniteTimeSpan;
            }
        }
    }

    /// <summary>A consumer has stored entries. Late, doubled and overlapping ones change nothing.</summary>
    /// <returns>Why it is refused, all of it; null where it is taken.</returns>
    public Problem? Acknowledge(string consumer, Guid log, IReadOnlyList<SequenceRange> ranges)
    {
        if (log != LogId)
        {
            return new Problem("ack/log", $"log {log} is not the one in use, {LogId}", "acknowledge under the log that the messages carry");
        }

        if (_acknowledgements.Check(consumer, ranges, Highest) is { } problem)
        {
            return problem;
        }

        // What is no news costs nothing, or a consumer that says everything twice would have everything written twice.
        if (_acknowledgements.Add(consumer, ranges) is { Count: > 0 } news)
        {
            _writer.Post(new PendingWrite(false, changes => Acknowledge(changes, log, consumer, news)));
        }

        return null;
    }

    /// <summary>Sends entries again, delivered or not, until the agent stops. What is asked for once more meanwhile is sent once.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public ReplayAnswer Replay(IReadOnlyList<SequenceRange> ranges)
    {
        var (queued, missing) = (0L, new List<SequenceRange>());
        foreach (var range in ranges)
        {
            if (!range.IsSound)
            {
                missing.Add(range);
                continue;
            }

            var found = new RangeSet();
            foreach (var sequence in _reader.ReadSequences(range))
            {
                found.Add(sequence, sequence);
                queued++;
            }

            missing.AddRange(found.MissingWithin(range.From, range.To).Select(gone => new SequenceRange(range.Stream, gone.From, gone.To)));
            lock (_sending)
            {
                foreach (var (from, to) in found.Ranges)
                {
                    _resends[(int)range.Stream].Replay(from, to);
                }
            }
        }

        _changed.Set();
        return new ReplayAnswer(queued, [.. missing]);
    }

    /// <summary>
    /// A session begins. What nobody has acknowledged goes out again, or where nobody is asked to, what was sent in the window before the last
    /// session ended: the broker may have lost it although it took it.
    /// </summary>
    public void SessionBegan(TimeSpan forgettingWindow)
    {
        Volatile.Write(ref _passedOver, 0);
        if (_acknowledgements.Consumers.IsEmpty)
        {
            TakeBack(forgettingWindow);
            return;
        }

        lock (_sending)
        {
            foreach (var stream in Enum.GetValues<Severity>())
            {
                _resends[(int)stream].Begin(_acknowledgements.Missing(stream, _highest[(int)stream]));
            }
        }
    }

    /// <summary>The connection is gone, or was given up.</summary>
    public void SessionEnded() => _sessionEndedAt = _clock.Milliseconds;

    /// <summary>The first entries that wait, but for some, claimed for a session: from now on they stay as they are.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public List<OutboxEntry> TakePending(Severity stream, int limit, IReadOnlySet<long> except)
    {
        // What is being taken back stands before the rest. Where the disk refuses even that, order is worth less than being heard.
        if (_isRenumbering || (Volatile.Read(ref _takingBack) > 0 && Fault is null))
        {
            return [];
        }

        var taken = new List<OutboxEntry>();
        foreach (var entry in ReadPending(stream, limit, except))
        {
            if (MustWait(entry))
            {
                break;
            }

            if (entry.RewriteKey is not { } key)
            {
                taken.Add(entry);
            }
            else if (_unsent.TryClaim(key, entry.Stream, entry.Sequence))
            {
                // It may have been rewritten between the reading and the claim.
                if (_reader.ReadWaiting(stream, entry.Sequence) is { } again)
                {
                    taken.Add(again);
                }
            }
            else
            {
                break;
            }
        }

        if (taken.Count > 0)
        {
            lock (_sending)
            {
                _highest[(int)stream] = Math.Max(_highest[(int)stream], taken[^1].Sequence);
            }
        }

        return taken;
    }

    /// <summary>The broker does not take all of a stream: higher ones wait for it no longer in this session.</summary>
    public void PassOver(Severity stream) => Interlocked.Or(ref _passedOver, 1 << (int)stream);

    /// <summary>The next that goes out again, the most severe first; null where nothing is due.</summary>
    /// <exception cref="StorageException">The disk refuses.</exception>
    public Resend? TakeResend()
    {
        if (_isRenumbering)
        {
            return null;
        }

        for (var stream = Severity.Critical; stream >= Severity.Info; stream--)
        {
            while (TakeDue(stream) is { } due)
            {
                if ((due.Forced || !_acknowledgements.IsDelivered(stream, due.Sequence))
                    && _reader.ReadPublished(stream, due.Sequence) is { } entry)
                {
                    return new Resend(entry, due.Attempts, due.Forced);
                }
            }
        }

        return null;
    }

    /// <summary>It has gone out again, or could not.</summary>
    public void Resent(Resend resend, bool taken)
    {
        var (stream, sequence) = (resend.Entry.Stream, resend.Entry.Sequence);
        lock (_sending)
        {
            if (resend.Replay && !taken)
            {
                _resends[(int)stream].Replay(sequence, sequence);
            }
            else if (IsMissing(stream, sequence))
            {
                _resends[(int)stream].Sent(sequence, resend.Attempts + 1);
            }
        }
    }

    /// <summary>The broker has it, and someone listens. The mark reaches the disk with the next commit.</summary>
    public void MarkPublished(OutboxEntry entry)
    {
        var key = (entry.Stream, entry.Sequence);
        _marking[key] = true;
        lock (_sending)
        {
            _highest[(int)entry.Stream] = Math.Max(_highest[(int)entry.Stream], entry.Sequence);
            if (IsMissing(entry.Stream, entry.Sequence))
            {
                _resends[(int)entry.Stream].Sent(entry.Sequence, attempts: 1);
            }
        }

        _writer.Post(new PendingWrite(
            false, changes => changes.MarkPublished(entry.Stream, entry.Sequence), () => _marking.TryRemove(key, out _)));
    }

    /// <summary>An entry that cannot be read goes, and a gap says so.</summary>
    public void Discard(OutboxEntry entry)
    {
        var key = (entry.Stream, entry.Sequence);
        _marking[key] = true;
        var (mode, log) = (Mode, LogId);
        _writer.Post(new PendingWrite(
            true,
            changes =>
            {
                var records = changes.ReadElsewhere(entry.Stream, entry.Sequence).Count > 0 ? 0 : 1 + entry.Coalesced;
                changes.Delete(entry.Stream, entry.Sequence);
                new GapWriter(changes, _acknowledgements, mode).Write(
                    log, OutboxGap.Unreadable, [new LostEntry(entry.Stream, entry.Sequence, records)]);
            },
            () =>
            {
                _marking.TryRemove(key, out _);
                DeleteLeftovers();
            }));
    }

    /// <summary>
    /// This file is an older copy of one that has been in use since: its numbers were given out again. Another log begins, and until it has,
    /// nothing is handed out.
    /// </summary>
    public void BeginNewLog()
    {
        var (log, mode) = (Guid.CreateVersion7(), Mode);
        _isRenumbering = true;
        _writer.Post(new PendingWrite(
            true,
            changes => new NewLog(changes, _acknowledgements, mode).Begin(LogId, log),
            () =>
            {
                _acknowledgements.Clear();
                lock (_sending)
                {
                    Array.Clear(_highest);
                    Array.ForEach(_resends, queue => queue.Clear());
                }

                Log.NewLogBegan(_logger, LogId, log);
                LogId = log;
                _isRenumbering = false;
            }));
    }

    /// <summary>
    /// Records of one event go out in their order also where it became more severe after the first were sent, and those have been taken back.
    /// What was not sent yet has been copied into the higher stream, and holds up nothing.
    /// </summary>
    private bool MustWait(OutboxEntry entry) =>
        entry.Event is { } record && entry.Stream > Severity.Info && _reader.ReadWaitingBelow(entry.Stream, record.EventId).Exists(
            below => !_marking.ContainsKey(below) && (Volatile.Read(ref _passedOver) & (1 << (int)below.Stream)) == 0);

    private void TakeBack(TimeSpan window)
    {
        var endedAt = _sessionEndedAt;
        Interlocked.Increment(ref _takingBack);
        _writer.Post(new PendingWrite(false, changes => changes.Requeue(window, endedAt), () => Interlocked.Decrement(ref _takingBack)));
    }

    private void Acknowledge(OutboxTransaction changes, Guid log, string consumer, List<SequenceRange> ranges)
    {
        if (log != LogId)
        {
            return;
        }

        ranges.ForEach(range => changes.Acknowledge(consumer, range));

        // It may be here before the broker's own word for it.
        foreach (var range in ranges)
        {
            changes.ReadPending(range).Where(sequence => _acknowledgements.IsDelivered(range.Stream, sequence)).ToList()
                .ForEach(sequence => changes.MarkPublished(range.Stream, sequence));
        }
    }

    private long Highest(Severity stream)
    {
        lock (_sending)
        {
            return _highest[(int)stream];
        }
    }

    private (long Sequence, int Attempts, bool Forced)? TakeDue(Severity stream)
    {
        lock (_sending)
        {
            return _resends[(int)stream].TakeDue();
        }
    }

    private bool IsMissing(Severity stream, long sequence) =>
        !_acknowledgements.Consumers.IsEmpty && !_acknowledgements.IsDelivered(stream, sequence);
}
