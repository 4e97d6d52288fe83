using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Outbox;

/// <summary>What a session sends again where no consumer is asked to acknowledge.</summary>
public sealed class TakingBackTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private static readonly HashSet<long> None = [];

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_window_ends_with_the_session_however_long_the_broker_is_away()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        await SendAsync(outbox);
        _time.Advance(Window * 2);
        await SendAsync(outbox);
        outbox.SessionEnded();
        _time.Advance(TimeSpan.FromHours(1));
        await outbox.RaiseAsync(Some.Event(), Token);

        outbox.SessionBegan(Window);

        await Eventually.IsAsync(() => outbox.TakePending(Severity.Warning, 10, None) is [{ Sequence: 2 }, { Sequence: 3 }], Token);
    }

    [Fact]
    public async Task After_a_restart_it_ends_with_the_last_mark()
    {
        await using (var before = Some.Outbox(_directory.Path, time: _time))
        {
            await SendAsync(before);
            _time.Advance(Window * 2);
            await SendAsync(before);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        outbox.SessionBegan(Window);

        await Eventually.IsAsync(() => outbox.TakePending(Severity.Warning, 10, None) is [{ Sequence: 2 }], Token);
    }

    [Fact]
    public async Task What_is_new_waits_until_it_stands_behind_what_is_taken_back()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        await SendAsync(outbox);
        outbox.SessionEnded();
        await outbox.RaiseAsync(Some.Event(), Token);
        using (var other = SqliteFile.Open(_directory[OutboxOptions.FileName]))
        using (other.BeginTransaction(deferred: false))
        {
            outbox.SessionBegan(Window);
            Assert.Empty(outbox.TakePending(Severity.Warning, 10, None));
        }

        await Eventually.IsAsync(() => outbox.TakePending(Severity.Warning, 10, None) is [{ Sequence: 1 }, { Sequence: 2 }], Token);
    }

    [Fact]
    public async Task A_clip_goes_on_since_it_is_announced_until_the_center_answers()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        await outbox.AddAsync(Some.Clip(_directory.Path, 100_000), Token);
        outbox.MarkPublished(outbox.ReadPending(Severity.Notice, 1)[0]);
        await SendAsync(outbox);
        outbox.SessionEnded();

        outbox.SessionBegan(Window);

        await Eventually.IsAsync(() => outbox.TakePending(Severity.Warning, 10, None).Count == 1, Token);
        Assert.Single(outbox.ReadTransfers());
    }

    [Fact]
    public async Task An_event_that_became_critical_goes_out_from_its_start_on_unless_the_broker_refuses_the_start()
    {
        await using var outbox = Some.Outbox(_directory.Path, time: _time);
        var start = Some.Event();
        await outbox.RaiseAsync(start, Token);
        outbox.MarkPublished(outbox.ReadPending(Severity.Warning, 1)[0]);
        await outbox.RaiseAsync(start with { Id = Guid.CreateVersion7(), Phase = EventPhase.End, Severity = Severity.Critical }, Token);
        outbox.MarkPublished(outbox.TakePending(Severity.Critical, 1, None)[0]);
        outbox.SessionEnded();

        outbox.SessionBegan(Window);
        await Eventually.IsAsync(() => outbox.ReadBacklog().Total == 2, Token);
        Assert.Empty(outbox.TakePending(Severity.Critical, 1, None));
        outbox.PassOver(Severity.Warning);
        Assert.Single(outbox.TakePending(Severity.Critical, 1, None));

        outbox.SessionBegan(Window);
        await Eventually.IsAsync(() => outbox.TakePending(Severity.Warning, 1, None).Count == 1, Token);
        Assert.Empty(outbox.TakePending(Severity.Critical, 1, None));
        outbox.MarkPublished(outbox.TakePending(Severity.Warning, 1, None)[0]);
        Assert.Single(outbox.TakePending(Severity.Critical, 1, None));
    }

    private static async Task SendAsync(OutboxLog outbox)
    {
        await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
        outbox.MarkPublished(outbox.ReadPending(Severity.Warning, 1)[0]);
        await outbox.RaiseAsync(Some.Event(Severity.Info), Token);
    }
}
