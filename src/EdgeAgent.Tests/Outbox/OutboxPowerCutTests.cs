using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

/// <summary>
/// Cuts the power while events are raised, sent and marked. How often: EDGEAGENT_OUTBOX_CUTS, which the campaign <c>delivery.sh</c> sets.
/// </summary>
public sealed class OutboxPowerCutTests : IDisposable
{
    private const int CutsOfAMoment = 5;

    private static readonly int Cuts =
        int.TryParse(Environment.GetEnvironmentVariable("EDGEAGENT_OUTBOX_CUTS"), CultureInfo.InvariantCulture, out var many) ? many : 20;

    private readonly TemporaryDirectory _directory = new();
    private readonly Random _random = new(5);
    private readonly List<EdgeEvent> _raised = [];
    private readonly List<EdgeEvent> _open = [];
    private readonly List<(Severity Stream, long Sequence, Guid Id)> _sent = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task After_a_cut_of_power_all_that_was_raised_is_there_under_the_number_it_was_sent_with()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        using var reading = SqliteFile.Open(_directory["outbox.db"]);
        var before = await StepAsync(outbox, reading);
        var (torn, resets, cut) = (0, 0, 0);
        while (cut < Cuts)
        {
            var (raised, sent) = (_raised.ToList(), _sent.ToList());
            var after = await StepAsync(outbox, reading);
            resets += before.Wal.AsSpan(0, 32).SequenceEqual(after.Wal.AsSpan(0, 32)) ? 0 : 1;
            for (var i = 0; i < CutsOfAMoment && cut < Cuts; i++, cut++)
            {
                using var copy = new TemporaryDirectory();
                before.Materialize(after, copy.Path, _random);
                await using (Some.Outbox(copy.Path))
                {
                    // What was open is ended.
                }

                torn += Check(Read(copy["outbox.db"]), raised, sent) ? 1 : 0;
            }

            before = after;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Cuts} cuts of power while {_raised.Count} records were raised, {torn} of which took back what was not synced; the log began anew {resets} times");
    }

    /// <summary>Some records, and some sent; what was marked last is not synced.</summary>
    private async Task<OutboxSnapshot> StepAsync(OutboxLog outbox, Microsoft.Data.Sqlite.SqliteConnection reading)
    {
        for (var i = _random.Next(1, 8); i > 0; i--)
        {
            var next = Next();
            await outbox.RaiseAsync(next, Token);
            _raised.Add(next);
        }

        foreach (var stream in Enum.GetValues<Severity>())
        {
            foreach (var entry in outbox.TakePending(stream, _random.Next(4), new HashSet<long>()))
            {
                _sent.Add((stream, entry.Sequence, entry.Event!.Id));
                outbox.MarkPublished(entry);
            }
        }

        await Eventually.IsAsync(() => Count(reading) == _sent.Count, Token);
        return OutboxSnapshot.Take(_directory.Path);
    }

    private EdgeEvent Next()
    {
        if (_open.Count == 0 || (_open.Count < 5 && _random.Next(3) == 0))
        {
            _open.Add(Some.Event((Severity)_random.Next(4)));
            return _open[^1];
        }

        var index = _random.Next(_open.Count);
        var (open, phase) = (_open[index], _random.Next(4) == 0 ? EventPhase.End : EventPhase.Update);
        if (phase == EventPhase.End)
        {
            _open.RemoveAt(index);
        }

        return Some.Event(open.Severity, phase, open.EventId);
    }

    /// <returns>Whether something is not there that nobody was promised.</returns>
    private bool Check(List<Row> rows, List<EdgeEvent> raised, List<(Severity Stream, long Sequence, Guid Id)> sent)
    {
        foreach (var stream in rows.GroupBy(row => row.Stream))
        {
            Assert.Equal(Enumerable.Range(1, stream.Count()).Select(number => (long)number), stream.Select(row => row.Sequence));
        }

        var ids = rows.ToDictionary(row => (row.Stream, row.Sequence), row => row.Event.Id);
        Assert.All(sent, one => Assert.Equal(one.Id, ids[(one.Stream, one.Sequence)]));

        var known = rows.Select(row => row.Event.Id).ToHashSet();
        Assert.All(raised.Where(record => record.Phase != EventPhase.Update), record => Assert.Contains(record.Id, known));
        var updates = rows.Where(row => row.Event.Phase == EventPhase.Update).ToLookup(row => row.Event.EventId, row => 1 + row.Coalesced);
        Assert.All(
            raised.Where(record => record.Phase == EventPhase.Update).GroupBy(record => record.EventId),
            record => Assert.True(updates[record.Key].Sum() >= record.Count()));

        var ended = rows.Where(row => row.Event.Phase == EventPhase.End).Select(row => row.Event.EventId).ToHashSet();
        Assert.All(rows, row => Assert.Contains(row.Event.EventId, ended));
        return rows.Where(row => row.Event.Reason != "agent-restart").Sum(row => 1 + row.Coalesced) < _raised.Count;
    }

    private static long Count(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        using var command = SqliteFile.Command(connection, "SELECT count(*) FROM entries WHERE published_ms IS NOT NULL");
        return (long)command.ExecuteScalar()!;
    }

    private static List<Row> Read(string path)
    {
        using var connection = SqliteFile.Open(path);
        using var command = SqliteFile.Command(connection, "SELECT stream, sequence, coalesced, body FROM entries ORDER BY stream, sequence");
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
        {
            rows.Add(new Row((Severity)reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), OutboxJson.Read<EdgeEvent>(reader.GetString(3))));
        }

        return rows;
    }

    private sealed record Row(Severity Stream, long Sequence, long Coalesced, EdgeEvent Event);
}
