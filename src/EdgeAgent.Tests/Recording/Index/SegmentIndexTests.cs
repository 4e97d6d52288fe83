using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Segments;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Recording.Index;

public sealed class SegmentIndexTests : IDisposable
{
    private static readonly CameraId Gate = new("gate");
    private static readonly Guid Boot = Guid.NewGuid();
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Segments_are_found_by_media_time_and_by_the_wall_clock()
    {
        using var index = Open();
        index.Add([Some(0), Some(60), Some(120), Some(60, camera: "yard"), Some(60, boot: Guid.NewGuid())]);
        Assert.Equal([0, 60], Starts(index.Find(Gate, Boot, Media(59.5), Media(60.5))));
        Assert.Equal([60], Starts(index.Find(Gate, Boot, Media(60), Media(120))));
        Assert.Empty(index.Find(Gate, Boot, Media(180), Media(200)));
        Assert.Equal([60, 60, 120], Starts(index.Find(Gate, Noon.AddSeconds(60), Noon.AddSeconds(121))));
        Assert.Equal([60], Starts(index.Find(new CameraId("yard"), Noon, Noon.AddHours(1))));
    }

    [Fact]
    public void A_clock_that_is_set_corrects_the_segments_of_its_boot_only()
    {
        var old = Guid.NewGuid();
        using var index = Open();
        index.Add([Some(0, boot: old, utc: DateTimeOffset.UnixEpoch, synced: false), Some(0, utc: DateTimeOffset.UnixEpoch, synced: false)]);
        index.Begin(Some(60, utc: DateTimeOffset.UnixEpoch.AddSeconds(60), synced: false) with { IsSealed = false });
        index.CorrectClock(Boot, Noon - DateTimeOffset.UnixEpoch, synced: true);

        Assert.Equal([new UtcTime(Noon, true), new UtcTime(Noon.AddSeconds(60), true)], index.Find(Gate, Boot, Media(0), Media(100)).Select(s => s.StartUtc));
        Assert.Equal(new UtcTime(DateTimeOffset.UnixEpoch, false), Assert.Single(index.Find(Gate, old, Media(0), Media(100))).StartUtc);
        Assert.Equal(2, index.Find(Gate, Noon, Noon.AddHours(1)).Count);

        // Nothing more to correct, also after the row of the open one is written with its end.
        index.Seal(Assert.Single(index.Open()) with { End = Media(120) });
        Assert.Equal(new UtcTime(Noon.AddSeconds(60), true), index.Find(Gate, Boot, Media(61), Media(62))[0].StartUtc);
    }

    [Fact]
    public void Changes_are_committed_once_a_second()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var index = SegmentIndex.Open(_directory.Path, time, NullLogger<SegmentIndex>.Instance);
        index.Begin(Some(0));
        index.Begin(Some(60));
        Assert.Equal(1, RowsOnDisk());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, RowsOnDisk());
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("newer")]
    [InlineData("torn")]
    public void An_index_that_cannot_be_used_is_put_aside_and_a_new_one_begins(string kind)
    {
        using (var first = Open())
        {
            first.Add([Some(0)]);
        }

        var path = _directory[SegmentIndex.FileName];
        switch (kind)
        {
            case "damaged":
                File.WriteAllText(path, "no database at all, but long enough to be looked at for one");
                break;
            case "newer":
                using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
                {
                    connection.Open();
                    Storage.SqliteFile.Execute(connection, "PRAGMA user_version=2000");
                }

                break;
            default:
                using (var file = File.OpenWrite(path))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
        }

        using var index = Open();
        Assert.True(index.NeedsRebuild);
        Assert.Null(index.Fault);
        Assert.Empty(index.All());
        index.Add([Some(60)]);
        Assert.Single(index.All());
        Assert.True(File.Exists(path + (kind == "newer" ? ".newer" : ".damaged")));
    }

    [Fact]
    public void A_disk_that_refuses_the_index_gets_its_changes_later()
    {
        using var disk = new TemporaryDisk(1024);
        using var index = SegmentIndex.Open(disk.Path, TimeProvider.System, NullLogger<SegmentIndex>.Instance);
        disk.Fill();
        for (var i = 0; i < 200; i++)
        {
            index.Begin(Some(i * 60) with { Path = Path.Combine(disk.Path, $"{i}.mp4") });
        }

        index.Flush();
        Assert.Equal("disk/full", index.Fault?.Code);
        disk.Free();
        index.Flush();
        Assert.Null(index.Fault);
        Assert.Equal(200, index.Paths().Count);
    }

    [Fact]
    public void What_nobody_finished_is_told_from_what_is_being_written()
    {
        using (var first = Open())
        {
            first.Begin(Some(0) with { IsSealed = false });
        }

        using var index = Open();
        index.Begin(Some(60) with { IsSealed = false });
        Assert.Equal([0], Starts(index.Unfinished()));
        Assert.Equal(2, index.Paths().Count);
        Assert.Empty(index.Oldest());
    }

    private Segment Some(
        double start, string camera = "gate", Guid? boot = null, DateTimeOffset? utc = null, bool synced = true, double length = 60) => new(
        new CameraId(camera),
        _directory[$"{camera}/{(boot ?? Boot).ToString("n")}-{start}.mp4"],
        boot ?? Boot,
        Media(start),
        Media(start + length),
        new UtcTime(utc ?? Noon.AddSeconds(start), synced),
        "h264",
        1920,
        1080,
        1000,
        Guid.NewGuid(),
        IsSealed: true);

    private static MediaTime Media(double seconds) => MediaTime.FromSeconds(seconds);

    private static IEnumerable<int> Starts(IEnumerable<Segment> segments) => segments.Select(segment => (int)segment.Start.TotalSeconds);

    private SegmentIndex Open() => SegmentIndex.Open(_directory.Path, TimeProvider.System, NullLogger<SegmentIndex>.Instance);

    private long RowsOnDisk()
    {
        using var connection = new SqliteConnection($"Data Source={_directory[SegmentIndex.FileName]};Pooling=False");
        connection.Open();
        using var command = Storage.SqliteFile.Command(connection, "SELECT count(*) FROM segments");
        return (long)command.ExecuteScalar()!;
    }
}
