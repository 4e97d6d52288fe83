using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Recording.Index;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Recording.Retention;

public sealed class RecordingRetentionTests : IDisposable
{
    private static readonly CameraId Gate = new("gate");
    private static readonly CameraId Yard = new("yard");

    private readonly TemporaryDirectory _directory = new();
    private readonly ShiftedClock _clock = new();
    private readonly FakeTimeProvider _time;
    private readonly SegmentIndex _index;
    private readonly RecordingSpace _space = new();
    private readonly Pinned _pins = new();
    private readonly RaisedEvents _events = new();
    private readonly HoldBook _holds;

    public RecordingRetentionTests()
    {
        _clock.Now = MediaTime.FromSeconds(100 * 86_400);
        _time = new FakeTimeProvider(_clock.ToUtc(_clock.Now).Value);
        _index = SegmentIndex.Open(_directory.Path, TimeProvider.System, NullLogger<SegmentIndex>.Instance);
        _holds = new HoldBook(_directory.Path, SystemDisk.Instance, _time);
    }

    public void Dispose()
    {
        _index.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void The_oldest_of_all_cameras_go_with_their_empty_directories()
    {
        var (a, b, c, d) = (Record(Gate, 20), Record(Yard, 19), Record(Gate, 18), Record(Yard, 17));
        Run(new RecordingOptions { MaximumBytes = 2 << 20, MinimumFreeBytes = 0 });
        Assert.Equal([false, false, true, true], new[] { a, b, c, d }.Select(segment => File.Exists(segment.Path)));
        Assert.Equal([c.Path, d.Path], _index.All().Select(segment => segment.Path));
        Assert.False(Directory.Exists(Path.GetDirectoryName(a.Path)));
        Assert.True(Directory.Exists(Path.Combine(_directory.Path, "gate")));
    }

    [Fact]
    public void What_an_undelivered_clip_shows_stays_also_when_the_clock_was_set_since()
    {
        var (pinned, other) = (Record(Gate, 40), Record(Gate, 39));

        // The clip's own wall-clock times are from before the clock was set.
        _pins.Ranges = [new PinnedRange(Gate, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1), new MediaRange(_clock.BootId, pinned.Start, pinned.Start + TimeSpan.FromSeconds(10)))];
        Run(new RecordingOptions { MaximumDays = 30, MinimumFreeBytes = 0 });
        Assert.Equal([pinned.Path], _index.All().Select(segment => segment.Path));
        Assert.False(File.Exists(other.Path));

        _pins.Ranges = [new PinnedRange(Gate, pinned.StartUtc.Value.AddSeconds(59), pinned.StartUtc.Value.AddSeconds(70))];
        Run(new RecordingOptions { MaximumDays = 30, MinimumFreeBytes = 0 });
        Assert.True(File.Exists(pinned.Path));

        _pins.Ranges = [];
        Run(new RecordingOptions { MaximumDays = 30, MinimumFreeBytes = 0 });
        Assert.False(File.Exists(pinned.Path));
    }

    [Fact]
    public void While_nobody_can_say_what_is_pinned_nothing_is_deleted()
    {
        var old = Record(Gate, 40);
        _pins.Fault = new ProblemException(new Problem("disk/error", "x", "y"));
        Assert.Throws<ProblemException>(() => Run(new RecordingOptions { MinimumFreeBytes = 0 }));
        Assert.True(File.Exists(old.Path));
    }

    [Fact]
    public void What_is_held_stays_until_the_hold_ends_by_itself()
    {
        var (held, other) = (Record(Gate, 40), Record(Yard, 40));
        _holds.Add(Gate, held.StartUtc.Value, held.EndUtc, _time.GetUtcNow().AddDays(1), "case", _index.Find, 1 << 30);
        var facts = Run(new RecordingOptions { MinimumFreeBytes = 0 });
        Assert.Equal((true, false), (File.Exists(held.Path), File.Exists(other.Path)));
        Assert.Equal(1 << 20, facts.HeldBytes);

        _clock.Now += TimeSpan.FromDays(2);
        Run(new RecordingOptions { MinimumFreeBytes = 0 });
        Assert.False(File.Exists(held.Path));
        Assert.Empty(_holds.Read().Holds);
    }

    [Fact]
    public void What_is_being_written_is_never_deleted()
    {
        var open = Record(Gate, 40) with { IsSealed = false };
        _index.Begin(open);
        Run(new RecordingOptions { MaximumBytes = 1 << 20, MinimumFreeBytes = 1L << 50 });
        Assert.True(File.Exists(open.Path));
    }

    [Fact]
    public void Where_all_is_kept_and_the_disk_is_full_recorders_are_told_and_when_there_is_room_again_too()
    {
        var held = Record(Gate, 3);
        var hold = _holds.Add(Gate, held.StartUtc.Value, held.EndUtc, _time.GetUtcNow().AddDays(1), "case", _index.Find, 1 << 30);
        var facts = Run(new RecordingOptions { MinimumFreeBytes = 1L << 50 });
        Assert.Equal(RecordingProblems.DiskFull, _space.Refusal?.Code);
        Assert.Contains(facts.Faults, fault => fault.Code == RecordingProblems.DiskFull);
        Assert.True(File.Exists(held.Path));

        _holds.Release(hold.Id);
        Run(new RecordingOptions { MinimumFreeBytes = 0 });
        Assert.Null(_space.Refusal);
    }

    [Fact]
    public void On_a_small_disk_the_free_space_is_kept_free()
    {
        using var disk = new TemporaryDisk(8 << 10);
        using var index = SegmentIndex.Open(disk.Path, TimeProvider.System, NullLogger<SegmentIndex>.Instance);
        for (var day = 6; day > 0; day--)
        {
            Record(Gate, day, disk.Path, index);
        }

        Retention(new RecordingOptions { MinimumFreeBytes = 4 << 20 }, disk.Path, index).RunOnce();
        Assert.InRange(new DriveInfo(disk.Path).AvailableFreeSpace, 4 << 20, 6 << 20);
        Assert.InRange(index.All().Count, 2, 3);
        Assert.Null(_space.Refusal);
    }

    [Fact]
    public async Task A_demand_is_met_at_once_and_a_lost_index_is_filled_first()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var retention = Retention(new RecordingOptions { MaximumBytes = 3 << 20, MinimumFreeBytes = 0 }, _directory.Path, _index);
        var running = Task.Run(() => retention.RunAsync(stop.Token), stop.Token);
        await Eventually.IsAsync(() => retention.Facts is not null, stop.Token);
        Assert.False(_index.NeedsRebuild);
        var old = Record(Gate, 5);
        Record(Gate, 4);
        Record(Gate, 3);
        Record(Gate, 2);
        _space.Demand();
        await Eventually.IsAsync(() => !File.Exists(old.Path), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(3, _index.All().Count);
    }

    [Fact]
    public void A_recorder_that_meets_a_full_disk_gets_room_also_where_nothing_need_stay_free()
    {
        using var disk = new TemporaryDisk(24 << 10);
        using var index = SegmentIndex.Open(disk.Path, TimeProvider.System, NullLogger<SegmentIndex>.Instance);
        for (var day = 22; day > 0; day--)
        {
            Record(Gate, day, disk.Path, index);
        }

        var retention = Retention(new RecordingOptions { MinimumFreeBytes = 0 }, disk.Path, index);
        retention.RunOnce();
        Assert.Equal(22, index.All().Count);
        retention.RunOnce(demanded: true);
        Assert.InRange(new DriveInfo(disk.Path).AvailableFreeSpace, 16 << 20, 18 << 20);
    }

    [Fact]
    public void A_file_that_cannot_be_deleted_costs_the_others_their_place_and_not_the_limit()
    {
        var (stuck, next, last) = (Record(Gate, 3), Record(Gate, 2), Record(Gate, 1));
        var disk = new RefusingDisk(path => path == stuck.Path);
        Retention(new RecordingOptions { MaximumBytes = 2 << 20, MinimumFreeBytes = 0 }, _directory.Path, _index, disk).RunOnce();
        Assert.Equal([stuck.Path, last.Path], _index.All().Select(segment => segment.Path));
        Assert.False(File.Exists(next.Path));
    }

    [Fact]
    public void While_nothing_may_be_deleted_recording_leaves_the_others_their_room()
    {
        var retention = Retention(new RecordingOptions { MinimumFreeBytes = 1L << 50 }, _directory.Path, _index);
        retention.Failed(new Problem("disk/error", "x", "y"));
        Assert.Equal(RecordingProblems.DiskFull, _space.Refusal?.Code);
    }

    [Fact]
    public void Recordings_that_will_not_reach_back_far_enough_raise_one_event_with_an_end()
    {
        // 1 MiB a minute: 4 MiB hold four minutes.
        Record(Gate, 3);
        var options = new RecordingOptions { MaximumBytes = 4 << 20, MinimumFreeBytes = 0, MinimumDays = 5 };
        var facts = Run(options);
        Run(options);
        Assert.Equal(4.0 / (24 * 60), facts.PredictedDays!.Value, 6);
        Assert.Equal(3, facts.Days!.Value, 2);
        var start = Assert.Single(_events.Raised);
        Assert.Equal((EventTypes.DeviceFault, EventPhase.Start, "recording/too-short"), (start.Type, start.Phase, start.Code));

        Run(options with { MinimumDays = 2 });
        Assert.Equal([EventPhase.Start, EventPhase.End], _events.Raised.Select(one => one.Phase));
        Assert.Equal(start.EventId, _events.Raised[1].EventId);
    }

    private RecordingShortage? _shortage;

    private RecordingFacts Run(RecordingOptions options)
    {
        var retention = Retention(options, _directory.Path, _index);
        retention.RunOnce();
        return retention.Facts!;
    }

    private RecordingRetention Retention(RecordingOptions options, string root, SegmentIndex index, IRecordingDisk? disk = null) => new(
        new RecordingStore(root, options, disk ?? SystemDisk.Instance, index, _space),
        _holds,
        _pins,
        _shortage ??= new RecordingShortage(Gate, _events, _clock),
        _clock,
        _time,
        NullLogger<RecordingRetention>.Instance,
        NullLogger<SegmentRecovery>.Instance);

    /// <summary>A segment of 1 MiB and a minute, as many days ago.</summary>
    private Segment Record(CameraId camera, double daysAgo, string? root = null, SegmentIndex? index = null)
    {
        var start = _clock.Now - TimeSpan.FromDays(daysAgo);
        var utc = _clock.ToUtc(start);
        var path = SegmentFile.PathOf(root ?? _directory.Path, camera, utc, _clock.BootId, start);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[1 << 20]);
        var segment = new Segment(
            camera, path, _clock.BootId, start, start + TimeSpan.FromSeconds(60), utc, "h264", 1, 1, 1 << 20, Guid.NewGuid(), IsSealed: true);
        (index ?? _index).Add([segment]);
        return segment;
    }

    private sealed class Pinned : IPinnedRanges
    {
        public IReadOnlyList<PinnedRange> Ranges { get; set; } = [];

        public ProblemException? Fault { get; set; }

        public IReadOnlyList<PinnedRange> Read() => Fault is null ? Ranges : throw Fault;
    }

    private sealed class RaisedEvents : IEventSink
    {
        public List<EdgeEvent> Raised { get; } = [];

        public ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
        {
            Raised.Add(edgeEvent);
            return ValueTask.CompletedTask;
        }
    }
}
