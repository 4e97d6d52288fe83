using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Outbox;

public sealed class OutboxLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Sequences_have_no_gaps_within_their_stream_however_many_raise_at_once()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var events = Enumerable.Range(0, 400).Select(i => Some.Event((Severity)(i % 4))).ToList();

        await Task.WhenAll(events.Select(e => outbox.RaiseAsync(e, Token).AsTask()));

        foreach (var stream in Enum.GetValues<Severity>())
        {
            var entries = outbox.ReadPending(stream, 1000);
            Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), entries.Select(e => e.Sequence));
            Assert.Equal(
                events.Where(e => e.Severity == stream).Select(e => e.Id).Order(), entries.Select(e => e.Event!.Id).Order());
        }
    }

    [Fact]
    public async Task An_event_comes_back_from_disk_as_it_was_raised()
    {
        var raised = Some.Event() with { BestBoxTime = new MediaTime(5), ClipId = Guid.CreateVersion7(), Reason = "유사", Duration = TimeSpan.FromSeconds(3) };
        await using (var outbox = Some.Outbox(_directory.Path))
        {
            outbox.Mode = PoleMode.Operational;
            await outbox.RaiseAsync(raised, Token);
        }

        await using var reopened = Some.Outbox(_directory.Path);
        var entry = reopened.ReadPending(Severity.Warning, 10)[0];

        Assert.Equal(PoleMode.Operational, entry.Mode);
        Assert.Equal(raised.Tracks, entry.Event!.Tracks);
        Assert.Equal(raised with { Tracks = [] }, entry.Event with { Tracks = [] });
    }

    [Fact]
    public async Task The_detail_of_an_event_comes_back_from_disk_and_what_it_has_not_comes_back_empty()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var full = new EventDetail
        {
            Kind = "covered",
            Count = 12,
            Direction = LineDirection.ToLeft,
            Counts = [new LineCount("car", LineDirection.ToRight, 3)],
            Parties = [new EventParty(4, "person", new BoundingBox(0.1f, 0.2f, 0.3f, 0.4f), MediaTime.FromSeconds(7))],
            LastIntact = new UtcTime(new DateTimeOffset(2026, 11, 23, 4, 5, 6, TimeSpan.Zero), Synchronised: true),
            Suppressed = 5,
        };
        await outbox.RaiseAsync(Some.Event() with { Detail = full, StillSha256 = "abc" }, CancellationToken.None);
        await outbox.RaiseAsync(Some.Event() with { Detail = new EventDetail { Kind = "dark" }, Tracks = [], ObjectClass = null, BestBox = null }, CancellationToken.None);
        await outbox.RaiseAsync(Some.Event() with { Detail = new EventDetail { Counts = default, Parties = default } }, CancellationToken.None);

        var read = outbox.ReadPending(Severity.Warning, 10).Select(entry => entry.Event!).ToList();
        Assert.Equal("abc", read[0].StillSha256);
        Assert.Equal(full.Counts, read[0].Detail!.Counts);
        Assert.Equal(full.Parties, read[0].Detail!.Parties);
        Assert.Equal(full with { Counts = [], Parties = [] }, read[0].Detail! with { Counts = [], Parties = [] });
        Assert.Equal((false, 0, false, 0), (read[1].Detail!.Counts.IsDefault, read[1].Detail!.Counts.Length, read[1].Tracks.IsDefault, read[1].Tracks.Length));
        Assert.Equal((false, false), (read[2].Detail!.Parties.IsDefault, read[2].Detail!.Counts.IsDefault));
        Assert.All(read, edgeEvent => Assert.NotNull(Messaging.EventMessage.From(edgeEvent).Detail));
    }

    [Fact]
    public async Task What_is_raised_survives_a_crash_the_moment_it_completes()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var raised = Some.Event(phase: EventPhase.End);
        await outbox.RaiseAsync(raised, Token);

        await using var afterCrash = Some.Outbox(CopyAsACrashLeavesIt());

        Assert.Equal(raised.Id, Assert.Single(afterCrash.ReadPending(Severity.Warning, 10)).Event!.Id);
    }

    [Fact]
    public async Task Log_and_sequences_go_on_after_a_restart_and_marks_are_kept()
    {
        Guid log;
        await using (var outbox = Some.Outbox(_directory.Path))
        {
            log = outbox.LogId;
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
            outbox.MarkPublished(outbox.ReadPending(Severity.Warning, 1)[0]);
        }

        await using var reopened = Some.Outbox(_directory.Path);
        await reopened.RaiseAsync(Some.Event(phase: EventPhase.End), Token);

        Assert.Equal(log, reopened.LogId);
        Assert.Equal([2L, 3L], reopened.ReadPending(Severity.Warning, 10).Select(e => e.Sequence));
        Assert.Equal(2, reopened.ReadBacklog().Total);
    }

    [Fact]
    public async Task A_new_file_is_a_new_log()
    {
        await using var one = Some.Outbox(_directory["one"]);
        await using var other = Some.Outbox(_directory["other"]);

        Assert.NotEqual(one.LogId, other.LogId);
    }

    [Fact]
    public async Task What_was_marked_does_not_wait_while_its_mark_is_being_committed()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        for (var i = 0; i < 200; i++)
        {
            await outbox.RaiseAsync(Some.Event(phase: EventPhase.End), Token);
            outbox.MarkPublished(outbox.ReadPending(Severity.Warning, 1)[0]);
            for (var look = 0; look < 10; look++)
            {
                Assert.Empty(outbox.ReadPending(Severity.Warning, 10));
            }
        }
    }

    [Fact]
    public async Task Epochs_rise_over_restarts_and_above_what_is_asked()
    {
        await using (var outbox = Some.Outbox(_directory.Path))
        {
            Assert.Equal([1L, 2L], [outbox.NextEpoch(), outbox.NextEpoch()]);
        }

        await using var reopened = Some.Outbox(_directory.Path);
        Assert.Equal([3L, 101L, 102L], [reopened.NextEpoch(), reopened.NextEpoch(above: 100), reopened.NextEpoch()]);
    }

    [Fact]
    public async Task The_end_after_a_crash_names_the_clip_only_where_it_was_kept()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var kept = Some.Clip(_directory.Path, 10);
        await outbox.RaiseAsync(Some.Event() with { ClipId = kept.Id }, Token);
        await outbox.RaiseAsync(Some.Event() with { ClipId = Guid.CreateVersion7() }, Token);
        await outbox.AddAsync(kept, Token);

        await using var afterCrash = Some.Outbox(CopyAsACrashLeavesIt());

        var ends = afterCrash.ReadPending(Severity.Warning, 10).Where(e => e.Event?.Phase == EventPhase.End).Select(e => e.Event!.ClipId);
        Assert.Equal([null, kept.Id], ends.Order());
    }

    [Fact]
    public async Task An_event_that_a_crash_left_open_is_ended_at_the_next_start_once()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var (open, closed) = (Some.Event(), Some.Event());
        await outbox.RaiseAsync(open, Token);
        await outbox.RaiseAsync(closed, Token);
        await outbox.RaiseAsync(closed with { Id = Guid.CreateVersion7(), Phase = EventPhase.End }, Token);
        var copy = CopyAsACrashLeavesIt();

        await using (var afterCrash = Some.Outbox(copy))
        {
            var ends = afterCrash.ReadPending(Severity.Warning, 10).Where(e => e.Event!.Phase == EventPhase.End).ToList();
            Assert.Equal([closed.EventId, open.EventId], ends.Select(e => e.Event!.EventId));
            Assert.Equal("agent-restart", ends[1].Event!.Reason);
            Assert.NotEqual(open.Id, ends[1].Event!.Id);
            Assert.Equal(4, ends[1].Sequence);
        }

        await using var again = Some.Outbox(copy);
        Assert.Equal(4, again.ReadBacklog().Total);
    }

    [Fact]
    public async Task A_manifest_travels_in_the_stream_of_its_event()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        var seen = Some.Event(Severity.Warning);
        await outbox.RaiseAsync(seen, Token);
        await outbox.RaiseAsync(seen with { Id = Guid.CreateVersion7(), Severity = Severity.Critical, Phase = EventPhase.Update }, Token);
        var (ofEvent, ofNothing) = (Some.Clip(_directory.Path, 10, seen.EventId), Some.Clip(_directory.Path, 10));

        await outbox.AddAsync(ofEvent, Token);
        await outbox.AddAsync(ofNothing, Token);
        await outbox.AddAsync(ofNothing, Token);

        Assert.Equal(ofEvent.Id, outbox.ReadPending(Severity.Critical, 10)[2].Clip!.Id);
        Assert.Equal(ofNothing.Id, Assert.Single(outbox.ReadPending(Severity.Notice, 10)).Clip!.Id);
    }

    [Fact]
    public async Task A_clip_is_ready_for_sending_when_its_manifest_is_out_and_its_progress_is_kept()
    {
        var clip = Some.Clip(_directory.Path, [150_000, 10]);
        await using (var outbox = Some.Outbox(_directory.Path))
        {
            await outbox.AddAsync(clip, Token);
            Assert.Empty(outbox.ReadTransfers());
            outbox.MarkPublished(outbox.ReadPending(Severity.Notice, 1)[0]);
            var blocks = BlockMap.AllMissing(3);
            blocks.MarkPresent(1);
            outbox.SaveProgress(clip.Id, 0, blocks);
        }

        await using var reopened = Some.Outbox(_directory.Path);
        var transfer = Assert.Single(reopened.ReadTransfers());

        Assert.Equal(clip.Id, transfer.Manifest.Clip!.Id);
        // Nobody has asked for the second part yet.
        Assert.Equal([2, 0], transfer.Parts.Select(p => p.Blocks.Missing));
        Assert.False(transfer.Parts[0].Blocks.IsMissing(1));
    }

    [Fact]
    public async Task Files_of_a_clip_are_deleted_when_it_is_done_and_not_before()
    {
        var clip = Some.Clip(_directory.Path, 10);
        await using (var outbox = Some.Outbox(_directory.Path))
        {
            await outbox.AddAsync(clip, Token);
            Assert.True(File.Exists(clip.Parts[0].Path));
            outbox.CloseClip(clip.Id, ClipState.Done);
        }

        Assert.False(File.Exists(clip.Parts[0].Path));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    [InlineData(-60)] // The clock is set back meanwhile.
    public async Task Too_many_waiting_clips_cost_the_oldest(double secondsApart)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));
        var clips = Enumerable.Range(0, 4).Select(_ => Some.Clip(_directory.Path, 400_000)).ToList();
        await using (var outbox = Some.Outbox(_directory.Path, new OutboxOptions { ClipStoreMaximumBytes = 1 << 20 }, time))
        {
            foreach (var clip in clips)
            {
                await outbox.AddAsync(clip, Token);
                time.AdjustTime(time.GetUtcNow().AddSeconds(secondsApart));
            }

            Assert.Equal(2, outbox.ReadBacklog().PendingClips);
        }

        Assert.Equal([false, false, true, true], clips.Select(c => File.Exists(c.Parts[0].Path)));
    }

    [Fact]
    public void A_corrupt_outbox_is_a_clear_problem()
    {
        File.WriteAllText(_directory["outbox.db"], new string('x', 10_000));

        var fault = Assert.Throws<StorageException>(() => Some.Outbox(_directory.Path));

        Assert.Equal("storage/corrupt", fault.Problem.Code);
        Assert.NotEmpty(fault.Problem.Remedy);
    }

    [Fact]
    public async Task A_full_disk_is_waited_for_and_nothing_is_lost()
    {
        using var disk = new TemporaryDisk(2048);
        await using var outbox = Some.Outbox(disk.Path);
        await outbox.RaiseAsync(Some.Event(), Token);
        disk.Fill();

        // More than what the last pages of the log still hold.
        var waiting = Enumerable.Range(0, 100).Select(_ => outbox.RaiseAsync(Some.Event(), Token).AsTask()).ToList();
        await Eventually.IsAsync(() => outbox.Fault is not null, Token);
        Assert.Equal("disk/full", outbox.Fault!.Code);
        Assert.Contains(waiting, w => !w.IsCompleted);
        disk.Free();
        await Task.WhenAll(waiting);

        Assert.Null(outbox.Fault);
        Assert.Equal(
            Enumerable.Range(1, 101).Select(i => (long)i), outbox.ReadPending(Severity.Warning, 1000).Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_file_that_another_process_holds_is_waited_for_and_nothing_is_lost()
    {
        await using var outbox = Some.Outbox(_directory.Path);
        Task waiting;
        using (var other = SqliteFile.Open(_directory["outbox.db"]))
        {
            SqliteFile.Execute(other, "BEGIN IMMEDIATE");
            waiting = outbox.RaiseAsync(Some.Event(), Token).AsTask();
            await Eventually.IsAsync(() => outbox.Fault is not null, Token);
            Assert.Equal("storage/unavailable", outbox.Fault!.Code);
            Assert.False(waiting.IsCompleted);
        }

        await waiting;
        Assert.Equal(1, outbox.ReadBacklog().Total);
        Assert.Null(outbox.Fault);
    }

    [Fact]
    public async Task Clips_that_a_crash_left_unfinished_are_deleted_and_those_that_wait_stay()
    {
        var clips = Directory.CreateDirectory(_directory["clips"]).FullName;
        await using var outbox = Some.Outbox(_directory.Path);
        var waiting = Some.Clip(clips, 1000);
        await outbox.AddAsync(waiting, Token);
        File.WriteAllText(Path.Combine(clips, "a.mp4.partial"), "cut short");
        File.WriteAllText(Path.Combine(clips, "b.mp4"), "whole, and not added in time");
        File.WriteAllText(Path.Combine(clips, "notes.txt"), "somebody else's");

        outbox.DeleteStrays(clips);

        Assert.Equal(
            [Path.GetFileName(waiting.Parts[0].Path), "notes.txt"],
            Directory.GetFiles(clips).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private string CopyAsACrashLeavesIt()
    {
        var copy = _directory["after-crash"];
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(_directory.Path, "outbox.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
