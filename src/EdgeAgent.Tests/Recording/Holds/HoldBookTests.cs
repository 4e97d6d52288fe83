using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Recording.Holds;

public sealed class HoldBookTests : IDisposable
{
    private static readonly CameraId Gate = new("gate");
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly HoldBook _book;

    public HoldBookTests() => _book = new HoldBook(_directory.Path, SystemDisk.Instance, _time);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_hold_is_there_for_the_next_run_until_it_is_released()
    {
        var hold = Add(minutesAgo: 30, minutes: 5);
        var other = Assert.Single(new HoldBook(_directory.Path, SystemDisk.Instance, _time).Read().Holds);
        Assert.Equal(hold, other);
        _book.Release(hold.Id);
        Assert.Empty(_book.Read().Holds);
        Assert.Equal("recording/hold-unknown", Assert.Throws<RecordingException>(() => _book.Release(hold.Id)).Problem.Code);
    }

    [Fact]
    public void The_quota_counts_what_is_held_already_once_and_what_is_still_to_come()
    {
        // 1000 bytes a minute.
        Add(minutesAgo: 30, minutes: 5, quota: 10_000);
        Add(minutesAgo: 30, minutes: 10, quota: 10_000);
        Assert.Equal("recording/hold-quota", Assert.Throws<RecordingException>(() => Add(minutesAgo: 60, minutes: 10, quota: 10_000)).Problem.Code);
        Assert.Equal("recording/hold-quota", Assert.Throws<RecordingException>(() => Add(minutesAgo: -10, minutes: 11, quota: 20_000)).Problem.Code);
        Add(minutesAgo: -10, minutes: 9, quota: 20_000);
        Assert.Equal(3, _book.Read().Holds.Count);

        // What other holds are still to keep counts, too, each minute once.
        Assert.Equal("recording/hold-quota", Assert.Throws<RecordingException>(() => Add(minutesAgo: -30, minutes: 2, quota: 20_000)).Problem.Code);
        Add(minutesAgo: -12, minutes: 8, quota: 20_000);
    }

    [Fact]
    public void A_hold_that_root_has_added_belongs_to_the_agent_who_must_read_and_end_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root gives files away");
        Tool.Run("chown", "4711:4712", _directory.Path);
        var hold = Add(minutesAgo: 30, minutes: 5);
        Assert.All(
            (string[])[_directory["holds"], _directory[$"holds/{hold.Id}.json"]],
            path => Assert.Equal("4711:4712", Tool.Run("stat", "-c", "%u:%g", path).Trim()));
    }

    [Fact]
    public void A_range_that_makes_no_sense_is_refused()
    {
        Assert.Equal("recording/hold-range", Assert.Throws<RecordingException>(() => Add(minutesAgo: 5, minutes: -1)).Problem.Code);
        Assert.Equal("recording/hold-range", Assert.Throws<RecordingException>(
            () => _book.Add(Gate, Noon.AddHours(-2), Noon.AddHours(-1), Noon.AddMinutes(-1), "late", Recorded, long.MaxValue)).Problem.Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"camera\":\"gate\"}")]
    [InlineData("[1]")]
    public void A_file_that_is_no_hold_is_reported_and_the_others_hold(string content)
    {
        Add(minutesAgo: 30, minutes: 5);
        File.WriteAllText(_directory["holds/broken.json"], content);
        var (holds, problems) = _book.Read();
        Assert.Single(holds);
        Assert.Equal("recording/hold-unreadable", Assert.Single(problems).Code);
    }

    private static List<Segment> Recorded(CameraId camera, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. Enumerable.Range(0, 120).Select(minute => new Segment(
            Gate, $"/{minute}", Guid.Empty, MediaTime.FromSeconds(60 * minute), MediaTime.FromSeconds(60 * (minute + 1)),
            new UtcTime(Noon.AddMinutes(minute - 120), true), "h264", 1, 1, 1000, Guid.Empty, IsSealed: true))
            .Where(segment => camera == Gate && segment.StartUtc.Value < to && segment.EndUtc > from),
    ];

    private Hold Add(double minutesAgo, double minutes, long quota = long.MaxValue)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var from = Noon.AddMinutes(-minutesAgo);
        return _book.Add(Gate, from, from.AddMinutes(minutes), Noon.AddDays(90), "2026-0117", Recorded, quota);
    }
}
