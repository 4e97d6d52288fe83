using System.Text.Json;
using EdgeAgent.Messaging;

namespace EdgeAgent.Control;

/// <summary>
/// Which commands have begun, and what was answered: a command that comes again takes no effect again, also after a restart. Bounded in time and
/// bytes; whatever is not younger than one that was forgotten is refused, whoever sets which clock.
/// </summary>
internal sealed class AnswerBook
{
    /// <summary>Three times what a command may be valid.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(15);

    private const int Most = 1000;
    private const long MostBytes = 16L << 20;
    private const string FloorSetting = "answers-floor";

    private readonly ControlStore _store;
    private readonly TimeProvider _time;

    // The same in memory: a disk that refuses must not make a command take effect twice.
    private readonly Dictionary<Guid, Entry> _entries = [];
    private readonly Queue<Guid> _order = new();
    private long _bytes;
    private long _floor;

    public AnswerBook(ControlStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _floor = long.TryParse(store.Read(FloorSetting), out var floor) ? floor : 0;
        foreach (var (id, entry) in store.Query(
            "SELECT jti, issued_s, taken_ms, answer FROM answers ORDER BY taken_ms",
            row => (Guid.Parse(row.GetString(0)), new Entry(row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.IsDBNull(3) ? null : row.GetString(3)) { IsOfThisRun = false })) ?? [])
        {
            _entries[id] = entry;
            _order.Enqueue(id);
            _bytes += entry.Answer?.Length ?? 0;
        }
    }

    /// <summary>Remembers that a command begins, on disk before this returns.</summary>
    /// <param name="command">Its signature, address and times are right.</param>
    /// <param name="known">Whether, and how, it was known before.</param>
    /// <param name="answer">The stored one, where there is one.</param>
    /// <returns>False where the disk refuses; it is then remembered in memory alone.</returns>
    public bool TryBegin(Command command, out Known known, out ReplyMessage? answer)
    {
        answer = null;
        Forget();
        if (_entries.TryGetValue(command.Id, out var entry))
        {
            answer = entry.Answer is { } text ? JsonSerializer.Deserialize<ReplyMessage>(text, MessageJson.Options) : null;
            known = answer is not null ? Known.Answered : entry.IsOfThisRun ? Known.AtWork : Known.Interrupted;
            return true;
        }

        known = command.IssuedAt <= _floor ? Known.Forgotten : Known.New;
        if (known == Known.Forgotten)
        {
            return true;
        }

        var now = _time.GetUtcNow();
        _entries.Add(command.Id, new Entry(command.IssuedAt, now, null));
        _order.Enqueue(command.Id);
        return _store.Execute(
            "INSERT OR REPLACE INTO answers VALUES ($jti, $issued, $taken, NULL)",
            ("$jti", command.Id.ToString()), ("$issued", command.IssuedAt), ("$taken", now.ToUnixTimeMilliseconds()));
    }

    /// <summary>Keeps the answer for whoever asks again.</summary>
    public void Finish(Guid command, ReplyMessage answer)
    {
        if (!_entries.TryGetValue(command, out var entry))
        {
            return;
        }

        var text = JsonSerializer.Serialize(answer, MessageJson.Options);
        _entries[command] = entry with { Answer = text };
        _bytes += text.Length;
        _store.Execute("UPDATE answers SET answer = $answer WHERE jti = $jti", ("$answer", text), ("$jti", command.ToString()));
    }

    private void Forget()
    {
        var (now, floor) = (_time.GetUtcNow(), _floor);
        while (_order.TryPeek(out var oldest) && _entries[oldest] is var entry
            && (_order.Count > Most || _bytes > MostBytes || (now - entry.Taken).Duration() > Keep))
        {
            _order.Dequeue();
            _entries.Remove(oldest);
            _bytes -= entry.Answer?.Length ?? 0;
            _floor = Math.Max(_floor, entry.IssuedAt);
            _store.Execute("DELETE FROM answers WHERE jti = $jti", ("$jti", oldest.ToString()));
        }

        if (_floor > floor)
        {
            _store.Write(FloorSetting, _floor.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What the book knows of a command.</summary>
    internal enum Known
    {
        New,
        AtWork,
        Answered,

        /// <summary>It had begun when the agent stopped.</summary>
        Interrupted,

        /// <summary>It is not younger than one whose answer is gone, so that nobody knows whether it was here before.</summary>
        Forgotten,
    }

    private sealed record Entry(long IssuedAt, DateTimeOffset Taken, string? Answer)
    {
        public bool IsOfThisRun { get; init; } = true;
    }
}
