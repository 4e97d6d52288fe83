using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

/// <summary>A disk that is full or refuses, and critical events.</summary>
public sealed class DyingDiskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_full_disk_the_reserve_takes_critical_events_and_no_others()
    {
        using var disk = new TemporaryDisk(24 << 10);
        await using var outbox = Some.Outbox(disk.Path);
        await outbox.RaiseAsync(Some.Event(), Token);
        Assert.True(File.Exists(Path.Combine(disk.Path, "outbox.reserve")));
        disk.Fill();

        var warnings = Enumerable.Range(0, 200).Select(_ => outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token).AsTask()).ToList();
        await Eventually.IsAsync(() => outbox.Fault is not null, Token);
        for (var i = 0; i < 50; i++)
        {
            await outbox.RaiseAsync(Some.Event(Severity.Critical, EventPhase.End), Token);
        }

        Assert.Equal("disk/full", outbox.Fault!.Code);
        Assert.Null(outbox.Unwritten.Next);
        Assert.Contains(warnings, warning => !warning.IsCompleted);
        disk.Free();
        await Task.WhenAll(warnings);

        Assert.Null(outbox.Fault);
        Assert.True(File.Exists(Path.Combine(disk.Path, "outbox.reserve")));
        Assert.Equal(50, outbox.ReadPending(Severity.Critical, 100).Count);
        Assert.Equal(201, outbox.ReadPending(Severity.Warning, 1000).Count);
    }

    [Fact]
    public async Task On_a_disk_that_refuses_critical_events_are_told_once_with_the_fault_and_kept_when_it_recovers()
    {
        using var directory = new TemporaryDirectory();
        await using var outbox = Some.Outbox(directory.Path);
        await outbox.RaiseAsync(Some.Event(), Token);
        using var other = SqliteFile.Open(directory["outbox.db"]);
        SqliteFile.Execute(other, "CREATE TRIGGER refusal BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'refused'); END");

        var critical = Some.Event(Severity.Critical, EventPhase.End);
        var waiting = outbox.RaiseAsync(critical, Token).AsTask();
        await Eventually.IsAsync(() => outbox.Unwritten.Next is not null, Token);
        var fault = outbox.Unwritten.Next!;
        outbox.Unwritten.Told(fault.Id);
        Assert.Equal((EventTypes.DeviceFault, outbox.Fault!.Code), (fault.Type, fault.Code));
        Assert.Equal(critical.Id, outbox.Unwritten.Next!.Id);
        outbox.Unwritten.Told(critical.Id);
        Assert.Null(outbox.Unwritten.Next);
        Assert.False(waiting.IsCompleted);

        SqliteFile.Execute(other, "DROP TRIGGER refusal");
        await waiting;

        Assert.Equal(critical.Id, Assert.Single(outbox.ReadPending(Severity.Critical, 10)).Event!.Id);
        await Eventually.IsAsync(
            () => outbox.ReadPending(Severity.Warning, 10).Count(entry => entry.Event!.EventId == fault.EventId) == 2, Token);
    }
}
