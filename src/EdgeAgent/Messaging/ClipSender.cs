using System.Buffers;
using System.Threading.Channels;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using MQTTnet;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Messaging;

/// <summary>
/// Sends the blocks of clips whose manifest is out, over one session of the second connection, and listens for what the
/// center lacks and what it has. A clip stays on disk until the center has named the right hashes.
/// </summary>
internal sealed partial class ClipSender(OutboxLog outbox, Topics topics, ClipTerms terms, TimeProvider time, ILogger logger)
{
    private const int BlocksInFlight = 4;
    private const int BlocksPerSave = 64;
    private const int MostEarly = 16;
    private static readonly TimeSpan DiskPause = TimeSpan.FromSeconds(5);

    private readonly Channel<MqttApplicationMessage> _answers = Channel.CreateBounded<MqttApplicationMessage>(
        new BoundedChannelOptions(64) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly ClipManifests _manifests = new(outbox, topics);
    private readonly RateLimit _rate = new(terms.KilobitsPerSecond * 125.0, BlocksInFlight * BlockMap.BlockSizeBytes, time);
    private readonly Dictionary<Guid, SendingClip> _clips = [];
    private readonly Dictionary<Task<MqttClientPublishResult>, (SendingClip Clip, ClipPartTransfer Part, int Block)> _inFlight = [];
    private readonly Backoff _unheardBackoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    // Closed, but with a full disk that may not be written down yet.
    private readonly HashSet<Guid> _closed = [];

    // Asked for before the mark that its manifest is out has reached the disk.
    private readonly Dictionary<Guid, ClipGetMessage> _early = [];
    private Task _changed = Task.CompletedTask;
    private bool _stale = true;
    private long? _unheardUntil;
    private long? _unreadableUntil;

    /// <summary>Takes an answer of the center; what is too much is dropped, since the center asks again.</summary>
    public void Receive(MqttApplicationMessage message) => _answers.Writer.TryWrite(message);

    /// <summary>Runs until cancelled, or until the connection is lost, which it throws.</summary>
    public async Task RunAsync(MqttSession session, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pause = Refresh();
                HearAnswers();
                pause = Sooner(pause, await RemindAsync(session, cancellationToken));
                pause = Sooner(pause, HandOver(session, cancellationToken));
                await WaitAsync(pause, cancellationToken);
                await SettleAsync();
            }
        }
        finally
        {
            foreach (var clip in _clips.Values)
            {
                Save(clip);
            }
        }
    }

    private TimeSpan Refresh()
    {
        if (!_changed.IsCompleted && !_stale)
        {
            return Timeout.InfiniteTimeSpan;
        }

        try
        {
            _stale = true;
            _changed = outbox.Changed;
            var transfers = outbox.ReadTransfers();
            foreach (var gone in _clips.Keys.Except(transfers.Select(t => t.ClipId)).ToList())
            {
                _clips.Remove(gone);
            }

            foreach (var transfer in transfers.Where(t => !_closed.Contains(t.ClipId)))
            {
                if (_clips.TryAdd(transfer.ClipId, new SendingClip(transfer)) && _early.Remove(transfer.ClipId, out var get))
                {
                    Want(_clips[transfer.ClipId], get);
                }
            }

            _stale = false;
            return Timeout.InfiniteTimeSpan;
        }
        catch (ProblemException e)
        {
            Log.CannotRead(logger, e.Message);
            return DiskPause;
        }
    }

    private void HearAnswers()
    {
        while (_answers.Reader.TryRead(out var message))
        {
            var payload = message.Payload.ToArray();
            if (message.Topic.EndsWith("/get", StringComparison.Ordinal))
            {
                if (Envelope.TryDecode<ClipGetMessage>(payload, out _, out var get, out var reason))
                {
                    HearGet(message.Topic, get);
                }
                else
                {
                    Log.Unreadable(logger, message.Topic, reason);
                }
            }
            else if (terms.ReadDone(payload, out var refusal) is { } done)
            {
                HearDone(message.Topic, done);
            }
            else
            {
                Log.Unreadable(logger, message.Topic, refusal);
            }
        }
    }

    private void HearGet(string topic, ClipGetMessage get)
    {
        if (topic != topics.ClipGet(get.ClipId) || get.Parts.IsDefault)
        {
            return;
        }

        if (_clips.TryGetValue(get.ClipId, out var clip))
        {
            Want(clip, get);
        }
        else if (!_closed.Contains(get.ClipId) && _early.Count < MostEarly)
        {
            _early[get.ClipId] = get;
        }
    }

    private void Want(SendingClip clip, ClipGetMessage get)
    {
        clip.Heard(time);
        _unheardUntil = null;
        foreach (var wanted in get.Parts.Where(p => p is { Missing: not null }))
        {
            clip.Want(wanted);
        }

        Save(clip);
    }

    private void HearDone(string topic, ClipDoneMessage done)
    {
        if (topic != topics.ClipDone(done.ClipId) || !_clips.TryGetValue(done.ClipId, out var clip))
        {
            return;
        }

        if (done.Sha256.IsDefault || !done.Sha256.SequenceEqual(clip.Transfer.Parts.Select(p => p.Sha256)))
        {
            Log.WrongHashes(logger, done.ClipId);
            return;
        }

        Close(done.ClipId, ClipState.Done);
        Log.Delivered(logger, done.ClipId);
    }

    /// <summary>Announces again what was sent and never confirmed: the center answers with what it lacks, or that it has all.</summary>
    private async Task<TimeSpan> RemindAsync(MqttSession session, CancellationToken cancellationToken)
    {
        var soonest = Timeout.InfiniteTimeSpan;
        foreach (var clip in _clips.Values.Where(c => c.IsSent))
        {
            if (clip.UntilReminder(time) is var wait && wait > TimeSpan.Zero)
            {
                soonest = Sooner(soonest, wait);
                continue;
            }

            clip.Reminded(time);
            soonest = Sooner(soonest, clip.UntilReminder(time));
            if (_manifests.Message(clip.Transfer.Manifest) is { } manifest)
            {
                await session.PublishAsync(manifest, cancellationToken);
            }
        }

        return soonest;
    }

    private TimeSpan HandOver(MqttSession session, CancellationToken cancellationToken)
    {
        if (LeftOf(ref _unheardUntil) is var silence && silence > TimeSpan.Zero)
        {
            return silence;
        }

        if (LeftOf(ref _unreadableUntil) is var pause && pause > TimeSpan.Zero)
        {
            return pause;
        }

        foreach (var clip in _clips.Values.OrderBy(c => c.Transfer.ClipId).ToList())
        {
            while (_inFlight.Count < BlocksInFlight && clip.TryTakeNext(out var part, out var block))
            {
                if (_rate.Wait() is var wait && wait > TimeSpan.Zero)
                {
                    clip.Settle(part, block, taken: false);
                    return wait;
                }

                try
                {
                    if (ClipBlocks.Read(topics, clip.Transfer.ClipId, part, block) is not { } message)
                    {
                        Log.FileLost(logger, clip.Transfer.ClipId, part.Path);
                        Close(clip.Transfer.ClipId, ClipState.Dropped);
                        break;
                    }

                    _rate.Take(message.Payload.Length);
                    _inFlight.Add(session.PublishAsync(message, cancellationToken), (clip, part, block));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // A disk that refuses for a moment must not cost a clip.
                    Log.FileRefused(logger, clip.Transfer.ClipId, part.Path, e.Message);
                    clip.Settle(part, block, taken: false);
                    _unreadableUntil = In(DiskPause);
                    return DiskPause;
                }
            }
        }

        return Timeout.InfiniteTimeSpan;
    }

    private long In(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    private TimeSpan LeftOf(ref long? until)
    {
        var left = until is { } at ? time.GetElapsedTime(time.GetTimestamp(), at) : TimeSpan.Zero;
        if (left <= TimeSpan.Zero)
        {
            until = null;
        }

        return left;
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = _answers.Reader.WaitToReadAsync(stop.Token).AsTask();
        await Task.WhenAny([.. _inFlight.Keys, _changed, answer, Task.Delay(pause, time, stop.Token)]);
        await stop.CancelAsync();
    }

    private async Task SettleAsync()
    {
        foreach (var finished in _inFlight.Keys.Where(t => t.IsCompleted).ToList())
        {
            _inFlight.Remove(finished, out var sent);
            var taken = (await finished).ReasonCode == MqttClientPublishReasonCode.Success;
            sent.Clip.Settle(sent.Part, sent.Block, taken);
            if (taken)
            {
                _unheardBackoff.Reset();
                if (sent.Part.Blocks.Missing % BlocksPerSave == 0)
                {
                    Save(sent.Clip);
                }

                if (sent.Clip.IsSent)
                {
                    sent.Clip.Heard(time);
                }
            }
            else
            {
                // Nobody listens at present, or the broker refuses: it stays missing.
                _unheardUntil ??= In(_unheardBackoff.Next());
            }
        }
    }

    private void Close(Guid clip, ClipState state)
    {
        _clips.Remove(clip);
        _closed.Add(clip);
        outbox.CloseClip(clip, state);
    }

    private void Save(SendingClip clip)
    {
        foreach (var part in clip.Transfer.Parts)
        {
            outbox.SaveProgress(clip.Transfer.ClipId, part.Index, part.Blocks);
        }
    }

    private static TimeSpan Sooner(TimeSpan a, TimeSpan b) =>
        a == Timeout.InfiniteTimeSpan ? b : b == Timeout.InfiniteTimeSpan || a < b ? a : b;

    private static partial class Log
    {
        [LoggerMessage(1620, LogLevel.Information, "The center has clip {Clip}, and its hashes agree")]
        public static partial void Delivered(ILogger logger, Guid clip);

        [LoggerMessage(1621, LogLevel.Warning, "The center named other hashes for clip {Clip}; it is kept")]
        public static partial void WrongHashes(ILogger logger, Guid clip);

        [LoggerMessage(1622, LogLevel.Error, "Clip {Clip} cannot be sent: {Path} is lost or cut short")]
        public static partial void FileLost(ILogger logger, Guid clip, string path);

        [LoggerMessage(1625, LogLevel.Warning, "Clip {Clip} waits: {Path} cannot be read at present: {Reason}")]
        public static partial void FileRefused(ILogger logger, Guid clip, string path, string reason);

        [LoggerMessage(1623, LogLevel.Warning, "An answer on {Topic} cannot be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string topic, string reason);

        [LoggerMessage(1624, LogLevel.Warning, "The outbox cannot be read at present: {Problem}")]
        public static partial void CannotRead(ILogger logger, string problem);
    }
}
