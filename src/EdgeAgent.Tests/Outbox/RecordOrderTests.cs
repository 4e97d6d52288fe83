using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Outbox;

/// <summary>The records of one event: what becomes of them before they are sent.</summary>
public sealed class RecordOrderTests : IDisposable
{
    private static readonly HashSet<long> None = [];

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Updates_that_were_not_sent_become_one_and_it_says_how_many()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var start = Some.Event();
        EdgeEvent[] updates = [.. Enumerable.Range(0, 4).Select(_ => Next(start, EventPhase.Update))];
        var end = Next(start, EventPhase.End);

        foreach (var record in (EdgeEvent[])[start, .. updates, end])
        {
            await outbox.RaiseAsync(record, Token);
        }

        var entries = outbox.ReadPending(Severity.Warning, 10);
        Assert.Equal([start.Id, updates[3].Id, end.Id], entries.Select(entry => entry.Event!.Id));
        Assert.Equal([1L, 2L, 3L], entries.Select(entry => entry.Sequence));
        Assert.Equal([0, 3, 0], entries.Select(entry => entry.Coalesced));
    }

    [Fact]
    public async Task An_update_that_was_handed_out_stays_as_it_is()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var start = Some.Event();
        var (first, second) = (Next(start, EventPhase.Update), Next(start, EventPhase.Update));
        await outbox.RaiseAsync(start, Token);
        await outbox.RaiseAsync(first, Token);
        outbox.TakePending(Severity.Warning, 10, None);

        await outbox.RaiseAsync(second, Token);

        Assert.Equal([start.Id, first.Id, second.Id], outbox.ReadPending(Severity.Warning, 10).Select(entry => entry.Event!.Id));
    }

    [Fact]
    public async Task However_writer_and_publisher_meet_every_update_is_sent_or_counted_once()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var start = Some.Event();
        await outbox.RaiseAsync(start, Token);
        var sent = new List<OutboxEntry>();
        var raising = Task.Run(
            async () =>
            {
                for (var i = 0; i < 300; i++)
                {
                    await outbox.RaiseAsync(Next(start, EventPhase.Update), Token);
                }
            },
            Token);
        while (!raising.IsCompleted || outbox.ReadPending(Severity.Warning, 1).Count > 0)
        {
            foreach (var entry in outbox.TakePending(Severity.Warning, 4, None))
            {
                sent.Add(entry);
                outbox.MarkPublished(entry);
            }
        }

        await raising;
        Assert.Equal(301, sent.Count + sent.Sum(entry => entry.Coalesced));
        Assert.Equal(sent.Count, sent.DistinctBy(entry => entry.Event!.Id).Count());
        Assert.Equal(Enumerable.Range(1, sent.Count).Select(i => (long)i), sent.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task An_event_that_becomes_critical_takes_what_waits_of_it_along_and_stays_there()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var start = Some.Event();
        var update = Next(start, EventPhase.Update) with { Severity = Severity.Critical };
        var end = Next(start, EventPhase.End);
        foreach (var record in (EdgeEvent[])[start, update, end])
        {
            await outbox.RaiseAsync(record, Token);
        }

        Assert.Equal([start.Id, update.Id, end.Id], outbox.ReadPending(Severity.Critical, 10).Select(entry => entry.Event!.Id));
        var low = Assert.Single(outbox.ReadPending(Severity.Warning, 10));
        Assert.Equal((start.Id, 1L), (low.Event!.Id, low.Sequence));
    }

    private static EdgeEvent Next(EdgeEvent start, EventPhase phase) => start with { Id = Guid.CreateVersion7(), Phase = phase };
}
