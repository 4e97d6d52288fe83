using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Outbox;

/// <summary>What the log lets go, and what it says of it.</summary>
public sealed class RetentionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_too_old_goes_and_only_what_nobody_has_is_named()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
        }

        outbox.MarkPublished(outbox.ReadPending(Severity.Warning, 1)[0]);
        _time.Advance(TimeSpan.FromDays(8));
        await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);

        var entries = await WaitAsync(outbox, entries => entries.Exists(entry => entry.Gap is not null));
        var gap = entries.Single(entry => entry.Gap is not null).Gap!;
        Assert.Equal((outbox.LogId, OutboxGap.Age), (gap.Log, gap.Reason));
        Assert.Equal([new SequenceRange(Severity.Warning, 2, 4)], gap.Ranges);
        Assert.Equal(3, gap.Records);
        Assert.Single(entries, entry => entry.Event is not null);
        Assert.Equal(3, outbox.ReadBacklog().Dropped);
    }

    [Fact]
    public async Task Without_room_the_least_severe_go_first_each_the_oldest_first_and_one_gap_grows()
    {
        await using var outbox = Some.Outbox(_directory.Path, new OutboxOptions { MaximumBytes = 1 << 20 }, _time);
        for (var i = 0; i < 1600; i++)
        {
            await outbox.RaiseAsync(Some.Event(i % 2 == 0 ? Severity.Info : Severity.Critical, EventPhase.End), Token);
        }

        // Behind the last look of the log at its room.
        await outbox.RaiseAsync(Some.Event(Severity.Notice, EventPhase.End), Token);

        Assert.True(outbox.ReadBacklog().Bytes < 1_200_000);
        var gap = Assert.Single(outbox.ReadPending(OutboxGap.Stream, 10)).Gap!;
        Assert.Equal(Severity.Info, Assert.Single(gap.Ranges).Stream);
        Assert.Equal(1, gap.Ranges[0].From);
        Assert.Equal(gap.Ranges[0].To + 1, outbox.ReadPending(Severity.Info, 1)[0].Sequence);
        Assert.Equal(800, outbox.ReadPending(Severity.Critical, 1000).Count);
        Assert.Equal(800, outbox.ReadPending(Severity.Info, 1000).Count + gap.Ranges[0].To);
        Assert.Equal(gap.Ranges[0].To, gap.Records);
    }

    [Fact]
    public async Task A_gap_counts_the_updates_that_its_entries_stood_for_and_none_that_comes_in_another_stream()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        var merged = Some.Event(Severity.Info);
        await outbox.RaiseAsync(merged, Token);
        for (var i = 0; i < 3; i++)
        {
            await outbox.RaiseAsync(Some.Event(Severity.Info, EventPhase.Update, merged.EventId), Token);
        }

        // Both become more severe, so that their starts stand in two streams; the center has one of them.
        foreach (var isKnown in new[] { false, true })
        {
            var rising = Some.Event(Severity.Info);
            await outbox.RaiseAsync(rising, Token);
            await outbox.RaiseAsync(Some.Event(Severity.Notice, EventPhase.End, rising.EventId), Token);
            if (isKnown)
            {
                outbox.MarkPublished(outbox.ReadPending(Severity.Info, 10)[^1]);
            }
        }

        _time.Advance(TimeSpan.FromDays(8));

        var gaps = await WaitAsync(outbox, entries => entries.Exists(entry => entry.Gap is not null));
        Assert.Equal(4 + 2 + 1, Assert.Single(gaps).Gap!.Records);
    }

    [Fact]
    public async Task A_clip_goes_with_its_manifest()
    {
        var clip = Some.Clip(_directory.Path, 10);
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        await outbox.AddAsync(clip, Token);

        _time.Advance(TimeSpan.FromDays(8));

        await Eventually.IsAsync(() => !File.Exists(clip.Parts[0].Path), Token);
        Assert.Equal(0, outbox.ReadBacklog().PendingClips);
    }

    [Fact]
    public async Task A_clock_that_is_a_year_off_makes_nothing_old()
    {
        var clock = new SetClock();
        await using (var outbox = Some.Outbox(_directory.Path, time: clock))
        {
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
            clock.Error = TimeSpan.FromDays(366);
            clock.Advance(TimeSpan.FromMinutes(11));
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
        }

        clock.Error = TimeSpan.FromDays(-366);
        await using var again = Some.Outbox(_directory.Path, time: clock);
        await again.RaiseAsync(Some.Event(phase: EventPhase.End), Token);

        Assert.Equal(3, again.ReadPending(Severity.Warning, 10).Count(entry => entry.Event is not null));
        Assert.True(again.ReadBacklog().OldestAge < TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_becomes_a_gap()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
        using (var other = SqliteFile.Open(_directory["outbox.db"]))
        {
            SqliteFile.Execute(other, "UPDATE entries SET body = '{'");
        }

        outbox.Discard(outbox.ReadPending(Severity.Warning, 1)[0]);

        var gap = (await WaitAsync(outbox, entries => entries.Exists(entry => entry.Gap is not null)))[0].Gap!;
        Assert.Equal(OutboxGap.Unreadable, gap.Reason);
        Assert.Equal([new SequenceRange(Severity.Warning, 1, 1)], gap.Ranges);
    }

    private static async Task<List<OutboxEntry>> WaitAsync(OutboxLog outbox, Predicate<List<OutboxEntry>> condition)
    {
        await Eventually.IsAsync(() => condition(outbox.ReadPending(Severity.Warning, 100)), Token);
        return outbox.ReadPending(Severity.Warning, 100);
    }

    /// <summary>A wall clock that somebody sets; nothing else goes by it.</summary>
    private sealed class SetClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero))
    {
        public TimeSpan Error { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Error;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
