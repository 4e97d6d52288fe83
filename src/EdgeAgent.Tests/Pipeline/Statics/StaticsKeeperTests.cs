using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Tracking.Statics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline.Statics;

public sealed class StaticsKeeperTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CollectingLog<CameraStatics> _log = new();
    private readonly CollectingLog<StaticsKeeper> _keeperLog = new();
    private double _now;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_is_learned_is_written_with_a_picture_and_the_next_run_drops_it_from_the_first_frame()
    {
        var (statics, keeper, book) = Start();
        Watch(statics, 650);
        keeper.Turn();
        var entry = Assert.Single(book.Read().Document.Statics);
        Assert.Equal(("person", 1), (entry.Label, entry.Id));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(600), entry.LearnedAt!.Value, TimeSpan.FromSeconds(10));
        Assert.Equal([0xFF, 0xD8], File.ReadAllBytes(book.PicturePath(1))[..2]);
        Assert.Contains(_log.Lines, line => line.StartsWith("gate: static detection 1 is learned", StringComparison.Ordinal));

        var (next, _, _) = Start();
        Assert.Equal(0, next.Count);
        Assert.Equal(0, Watch(next, 0.2));
        Assert.Equal((1, 1), (next.Count, next.Suppressed));
    }

    [Fact]
    public void A_wish_is_fulfilled_while_it_runs_and_is_gone_when_the_file_says_the_same()
    {
        var (statics, keeper, book) = Start();
        Watch(statics, 650);
        keeper.Turn();
        book.WishForgotten(1);
        book.WishForgotten(77);
        _time.Advance(TimeSpan.FromSeconds(10));
        keeper.Turn();

        Assert.Equal(0, statics.Count);
        Assert.Empty(book.Read().Document.Statics);
        Assert.Empty(book.Wishes());
        Assert.False(File.Exists(book.PicturePath(1)));
        Assert.Equal(1, Watch(statics, 0.2));
    }

    [Fact]
    public void A_wish_within_the_tick_in_which_the_folder_was_listed_is_heard()
    {
        var (statics, keeper, book) = Start();
        Watch(statics, 650);
        keeper.Turn();
        _time.Advance(TimeSpan.FromSeconds(10));
        keeper.Turn();

        var folder = Path.GetDirectoryName(book.PicturePath(1))!;
        var listed = Directory.GetLastWriteTimeUtc(folder);
        book.WishForgotten(1);
        Directory.SetLastWriteTimeUtc(folder, listed);
        _time.Advance(TimeSpan.FromSeconds(10));
        keeper.Turn();

        Assert.Empty(book.Wishes());
        Assert.Equal(0, statics.Count);
    }

    [Fact]
    public void A_wish_waits_for_the_first_picture()
    {
        var (statics, keeper, book) = Start();
        Watch(statics, 650);
        keeper.Finish();
        book.WishForgotten(1);

        var (next, nextKeeper, _) = Start();
        nextKeeper.Turn();
        Assert.Equal([1], book.Wishes());
        Watch(next, 0.2);
        _time.Advance(TimeSpan.FromSeconds(10));
        nextKeeper.Turn();
        Assert.Empty(book.Wishes());
        Assert.Empty(book.Read().Document.Statics);
    }

    [Fact]
    public void A_disk_that_refuses_is_told_once_and_it_drops_and_learns_all_the_same()
    {
        // A file where the folder should be: no right of root's helps there.
        File.WriteAllText(_directory["statics"], "");
        var (statics, keeper, book) = Start();
        Watch(statics, 650);
        keeper.Turn();
        _time.Advance(TimeSpan.FromMinutes(2));
        keeper.Turn();
        Assert.Equal("statics/unwritable", statics.Fault?.Code);
        Assert.Single(_keeperLog.Lines);
        Assert.Equal(0, Watch(statics, 0.2));

        File.Delete(_directory["statics"]);
        _time.Advance(TimeSpan.FromMinutes(2));
        keeper.Turn();
        Assert.Null(statics.Fault);
        Assert.Single(book.Read().Document.Statics);
        Assert.True(File.Exists(book.PicturePath(1)));
    }

    [Fact]
    public void A_damaged_file_is_told_and_it_begins_empty()
    {
        Directory.CreateDirectory(_directory["statics"]);
        File.WriteAllText(_directory["statics/gate.json"], "{");
        var (statics, keeper, book) = Start();
        Assert.Equal(1, Watch(statics, 0.2));
        Assert.Equal("statics/damaged", statics.Fault?.Code);
        Assert.Single(_log.Lines);

        keeper.Finish();
        Assert.Null(statics.Fault);
        Assert.Null(book.Read().Problem);
    }

    [Fact]
    public void Counts_are_written_once_an_hour()
    {
        var (statics, keeper, book) = Start();
        Watch(statics, 650);
        keeper.Turn();
        var before = book.Read().Document.Statics[0].Suppressed;
        Watch(statics, 100);
        _time.Advance(TimeSpan.FromMinutes(59));
        keeper.Turn();
        Assert.Equal(before, book.Read().Document.Statics[0].Suppressed);
        _time.Advance(TimeSpan.FromMinutes(2));
        keeper.Turn();
        Assert.Equal(before + 500, book.Read().Document.Statics[0].Suppressed);
    }

    private (CameraStatics Statics, StaticsKeeper Keeper, StaticsBook Book) Start()
    {
        var book = new StaticsBook(_directory["statics"], new CameraId("gate"), SystemDisk.Instance);
        var statics = new CameraStatics(book.Camera, new StaticsOptions(), book, new ManualClock(), _log);
        return (statics, new StaticsKeeper(statics, book, _time, _keeperLog), book);
    }

    /// <summary>Shows a poster for so many seconds; returns how many persons are left in the last frame.</summary>
    private int Watch(CameraStatics statics, double seconds)
    {
        using var frame = new MemoryFrame(64, 48);
        var detections = new List<Domain.Detection>();
        for (var end = _now + seconds; _now < end - 0.1; _now += 0.2)
        {
            frame.Time = MediaTime.FromSeconds(_now);
            detections.Clear();
            detections.Add(new Domain.Detection(0, 0.6f, new BoundingBox(0.3f, 0.3f, 0.1f, 0.4f)));
            statics.Sift(frame, detections, ["person"]);
        }

        return detections.Count;
    }
}
