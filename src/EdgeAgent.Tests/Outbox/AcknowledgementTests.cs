using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Outbox;

/// <summary>What required consumers say, and what follows from it.</summary>
public sealed class AcknowledgementTests : IDisposable
{
    private static readonly OutboxOptions Required = new() { RequiredConsumers = ["center-1"] };
    private static readonly OutboxOptions Both = new() { RequiredConsumers = ["center-1", "archive"] };

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_nobody_acknowledges_goes_out_again_after_a_minute_then_two_and_at_most_a_quarter_of_an_hour()
    {
        await using var outbox = await WithPublishedAsync(1, Required);

        var waits = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            Assert.Null(outbox.TakeResend());
            waits.Add(Math.Round(outbox.UntilResend.TotalSeconds));
            _time.Advance(outbox.UntilResend);
            outbox.Resent(outbox.TakeResend()!, taken: true);
        }

        Assert.Equal([65, 125, 245, 485, 905, 905, 905], waits);
    }

    [Fact]
    public async Task What_every_required_consumer_has_does_not_go_out_again()
    {
        await using var outbox = await WithPublishedAsync(3, Both);
        Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [Warnings(1, 3)]));
        Assert.Equal(3, outbox.ReadBacklog().Unacknowledged);
        Assert.Null(outbox.Acknowledge("archive", outbox.LogId, [Warnings(1, 1), Warnings(3, 3)]));
        Assert.Equal(1, outbox.ReadBacklog().Unacknowledged);

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(2, outbox.TakeResend()!.Entry.Sequence);
        Assert.Null(outbox.TakeResend());
    }

    [Fact]
    public async Task Acknowledgements_are_known_after_a_restart_and_a_session_sends_the_rest_again_in_order()
    {
        await using (var outbox = await WithPublishedAsync(6, Required))
        {
            Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [Warnings(2, 3)]));
            Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [Warnings(3, 4)]));
        }

        await using var again = Some.Outbox(_directory.Path, Required, _time);
        again.SessionBegan(TimeSpan.Zero);

        Assert.Equal([1L, 5L, 6L], Enumerable.Range(0, 3).Select(_ => again.TakeResend()!.Entry.Sequence));
        Assert.Null(again.TakeResend());
    }

    [Fact]
    public async Task What_was_acknowledged_late_twice_or_in_overlaps_counts_once()
    {
        await using var outbox = await WithPublishedAsync(5, Required);
        foreach (var range in (SequenceRange[])[Warnings(1, 2), Warnings(1, 2), Warnings(2, 4), Warnings(1, 1)])
        {
            Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [range]));
        }

        Assert.Equal(1, outbox.ReadBacklog().Unacknowledged);
    }

    [Fact]
    public async Task An_acknowledgement_that_comes_before_the_brokers_own_ends_the_sending()
    {
        await using var outbox = Some.Outbox(_directory.Path, Required, _time);
        await outbox.RaiseAsync(Some.Event(), Token);
        outbox.TakePending(Severity.Warning, 1, new HashSet<long>());

        Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [Warnings(1, 1)]));
        await outbox.RaiseAsync(Some.Event(Severity.Info), Token);

        Assert.Empty(outbox.ReadPending(Severity.Warning, 10));
    }

    [Fact]
    public async Task A_wrong_acknowledgement_is_refused_whole()
    {
        await using var outbox = await WithPublishedAsync(2, Required);

        Assert.Equal("ack/log", outbox.Acknowledge("center-1", Guid.NewGuid(), [Warnings(1, 1)])!.Code);
        Assert.Equal("ack/consumer", outbox.Acknowledge("somebody", outbox.LogId, [Warnings(1, 1)])!.Code);
        Assert.Equal("ack/unpublished", outbox.Acknowledge("center-1", outbox.LogId, [Warnings(1, 1), Warnings(2, 3)])!.Code);
        Assert.Equal("ack/unpublished", outbox.Acknowledge("center-1", outbox.LogId, [Warnings(1, long.MaxValue)])!.Code);
        foreach (var ranges in (SequenceRange[][])
            [[], [Warnings(0, 1)], [Warnings(-5, 1)], [Warnings(2, 1)], [new((Severity)9, 1, 1)], [.. Enumerable.Repeat(Warnings(1, 1), 1025)]])
        {
            Assert.Equal("ack/ranges", outbox.Acknowledge("center-1", outbox.LogId, ranges)!.Code);
        }

        Assert.Equal(2, outbox.ReadBacklog().Unacknowledged);
    }

    [Fact]
    public async Task A_replay_sends_delivered_entries_again_and_names_what_the_log_has_not()
    {
        await using var outbox = await WithPublishedAsync(3, Required);
        Assert.Null(outbox.Acknowledge("center-1", outbox.LogId, [Warnings(1, 3)]));

        var answer = outbox.Replay([Warnings(2, 1L << 60), Warnings(0, 1)]);

        Assert.Equal(2, answer.Queued);
        Assert.Equal([Warnings(4, 1L << 60), Warnings(0, 1)], answer.Missing);
        Assert.Equal([2L, 3L], new[] { outbox.TakeResend()!.Entry.Sequence, outbox.TakeResend()!.Entry.Sequence });
        Assert.Null(outbox.TakeResend());
    }

    [Fact]
    public async Task An_older_copy_of_a_log_goes_on_as_another_log_with_what_nobody_has()
    {
        await using var outbox = await WithPublishedAsync(5, Required);
        var old = outbox.LogId;
        Assert.Null(outbox.Acknowledge("center-1", old, [Warnings(1, 3)]));
        var waiting = outbox.Replay([Warnings(4, 5)]) is { Queued: 2 } ? new[] { outbox.TakeResend()!, outbox.TakeResend()! } : [];

        outbox.BeginNewLog();
        await outbox.RaiseAsync(Some.Event(Severity.Info), Token);

        var entries = outbox.ReadPending(Severity.Warning, 10);
        Assert.NotEqual(old, outbox.LogId);
        Assert.Equal([1L, 2L, 3L], entries.Select(entry => entry.Sequence));
        Assert.All(entries, entry => Assert.Equal(outbox.LogId, entry.Log));
        Assert.Equal(waiting.Select(resend => resend.Entry.Event!.Id), entries.Take(2).Select(entry => entry.Event!.Id));
        Assert.Equal((old, OutboxGap.Renumbered), (entries[2].Gap!.Log, entries[2].Gap!.Reason));
        Assert.Equal([new SequenceRange(Severity.Notice, 1, 1), Warnings(4, 5)], entries[2].Gap!.Ranges);
        Assert.Equal("ack/log", outbox.Acknowledge("center-1", old, [Warnings(1, 1)])!.Code);
    }

    private static SequenceRange Warnings(long from, long to) => new(Severity.Warning, from, to);

    private async Task<OutboxLog> WithPublishedAsync(int count, OutboxOptions options)
    {
        var outbox = Some.Outbox(_directory.Path, options, _time);
        for (var i = 0; i < count; i++)
        {
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
        }

        outbox.TakePending(Severity.Warning, count, new HashSet<long>()).ForEach(outbox.MarkPublished);
        await outbox.RaiseAsync(Some.Event(Severity.Notice, EventPhase.End), Token);
        return outbox;
    }
}
