using EdgeAgent.Domain;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>A clip on its way over one session.</summary>
internal sealed class SendingClip(ClipTransfer transfer)
{
    private static readonly TimeSpan FirstReminder = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestReminder = TimeSpan.FromMinutes(15);

    private readonly HashSet<(int Part, int Block)> _inFlight = [];
    private TimeSpan _reminder = FirstReminder;

    // The center may have been restarted while we were not connected: remind it at once.
    private long? _quietSince;

    public ClipTransfer Transfer => transfer;

    /// <summary>Every block has been taken by the broker; the center's word is missing.</summary>
    public bool IsSent => _inFlight.Count == 0 && transfer.Parts.All(p => p.Blocks.Missing == 0);

    public bool TryTakeNext(out ClipPartTransfer part, out int block)
    {
        foreach (var candidate in transfer.Parts)
        {
            for (block = candidate.Blocks.NextMissing(0); block >= 0; block = candidate.Blocks.NextMissing(block + 1))
            {
                if (_inFlight.Add((candidate.Index, block)))
                {
                    part = candidate;
                    return true;
                }
            }
        }

        (part, block) = (null!, -1);
        return false;
    }

    public void Settle(ClipPartTransfer part, int block, bool taken)
    {
        _inFlight.Remove((part.Index, block));
        if (taken)
        {
            part.Blocks.MarkPresent(block);
        }
    }

    public void Want(MissingBlocks wanted)
    {
        if (transfer.Parts.FirstOrDefault(p => p.Index == wanted.Index) is { } part)
        {
            var missing = BlockMap.FromBytes(part.Blocks.Count, wanted.Missing);
            for (var block = missing.NextMissing(0); block >= 0; block = missing.NextMissing(block + 1))
            {
                part.Blocks.MarkMissing(block);
            }
        }
    }

    /// <summary>The center is alive and knows this clip.</summary>
    public void Heard(TimeProvider time)
    {
        _quietSince = time.GetTimestamp();
        _reminder = FirstReminder;
    }

    public void Reminded(TimeProvider time)
    {
        _reminder = _quietSince is null ? FirstReminder : _reminder * 2 < LongestReminder ? _reminder * 2 : LongestReminder;
        _quietSince = time.GetTimestamp();
    }

    /// <summary>Time until the center must be reminded of this clip.</summary>
    public TimeSpan UntilReminder(TimeProvider time) =>
        _quietSince is { } since ? _reminder - time.GetElapsedTime(since) : TimeSpan.Zero;
}
