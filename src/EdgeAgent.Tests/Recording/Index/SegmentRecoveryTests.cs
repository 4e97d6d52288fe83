using System.Text;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Segments;
using EdgeAgent.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Recording.Index;

public sealed class SegmentRecoveryTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_index_is_made_anew_from_the_files()
    {
        var root = videos.NewDirectory();
        var before = await RecordAsync(root, videos.Plain, videos.Hevc);
        File.Delete(Path.Combine(root, SegmentIndex.FileName));
        using var index = Open(root);
        Assert.True(index.NeedsRebuild);
        var report = Recover(index);
        Assert.Equal(new RecoveryReport { Added = 2 }, report);
        Assert.False(index.NeedsRebuild);
        Assert.Equal(before.Select(Comparable), index.All().Select(Comparable));

        Assert.Equal(default, Recover(index));
    }

    [Fact]
    public async Task What_is_recorded_while_a_lost_index_is_filled_stays_the_latest()
    {
        var root = videos.NewDirectory();
        var before = await RecordAsync(root, videos.Plain, videos.Hevc);
        File.Delete(Path.Combine(root, SegmentIndex.FileName));
        using var index = Open(root);
        var (whole, open) = (before[1] with { Path = Path.Combine(root, "gate", "whole.mp4") }, before[1] with { Path = Path.Combine(root, "gate", "open.mp4") });
        foreach (var begun in (Segment[])[whole, open])
        {
            File.Copy(before[1].Path, begun.Path);
            index.Begin(begun with { IsSealed = false });
        }

        index.Seal(whole);
        Recover(index);
        index.Seal(open);
        Assert.Equal([.. before.Select(segment => segment.Path), whole.Path, open.Path], index.Oldest().Select(segment => segment.Path));
    }

    [Fact]
    public async Task An_unfinished_file_whose_header_is_damaged_stops_nothing_and_has_its_turn_to_be_deleted()
    {
        var root = videos.NewDirectory();
        var segment = (await RecordAsync(root, videos.Plain))[0];
        var bytes = await File.ReadAllBytesAsync(segment.Path, Token);
        bytes.AsSpan(0, 64).Clear();
        await File.WriteAllBytesAsync(segment.Path, bytes[..^SegmentMark.Size], Token);
        using (var index = Open(root))
        {
            index.Begin(segment with { IsSealed = false, SizeBytes = 0 });
        }

        using var again = Open(root);
        Recover(again);
        Assert.Equal(bytes.Length - SegmentMark.Size, Assert.Single(again.Oldest()).SizeBytes);
    }

    [Theory]
    [InlineData("\"camera\":\"gate\"", "\"camera\":\"../x\"")]
    [InlineData("\"startUtc\":\"2", "\"startUtc\":\"0")]
    public async Task A_file_that_says_what_cannot_be_is_left_alone(string said, string made)
    {
        var root = videos.NewDirectory();
        var segment = (await RecordAsync(root, videos.Plain))[0];
        var bytes = await File.ReadAllBytesAsync(segment.Path, Token);
        Encoding.ASCII.GetBytes(made).CopyTo(bytes, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(said)));
        await File.WriteAllBytesAsync(segment.Path, bytes, Token);
        File.Delete(Path.Combine(root, SegmentIndex.FileName));
        using var index = Open(root);
        Recover(index);
        Assert.Empty(index.All());
        Assert.True(File.Exists(segment.Path));
    }

    [Theory]
    [InlineData("path", "../../elsewhere.mp4")]
    [InlineData("path", "/etc/passwd")]
    [InlineData("boot_id", "none")]
    public async Task An_index_that_leads_elsewhere_is_not_followed(string column, string value)
    {
        var root = videos.NewDirectory();
        var segment = (await RecordAsync(root, videos.Plain))[0];
        using (var connection = SqliteFile.Open(Path.Combine(root, SegmentIndex.FileName)))
        {
            SqliteFile.Execute(connection, $"UPDATE segments SET {column} = '{value}'");
        }

        Assert.Equal(segment.Path, Assert.Single(SegmentCatalog.Read(root)).Path);
    }

    [Fact]
    public async Task A_torn_end_is_cut_off_to_the_last_whole_fragment()
    {
        var root = videos.NewDirectory();
        var path = (await RecordAsync(root, videos.Plain))[0].Path;
        var whole = await File.ReadAllBytesAsync(path, Token);
        foreach (var length in (int[])[whole.Length - 1, whole.Length - 80, whole.Length / 2, whole.Length / 4 * 3])
        {
            await File.WriteAllBytesAsync(path, whole[..length], Token);
            File.Delete(Path.Combine(root, SegmentIndex.FileName));
            using var index = Open(root);
            var report = Recover(index);
            var segment = Assert.Single(index.All());
            Assert.Equal(1, report.Added);
            Assert.Equal(new FileInfo(path).Length, segment.SizeBytes);
            Assert.Equal(length - segment.SizeBytes, report.BytesCut);
            Assert.True(segment.IsSealed);
            var decoded = Tool.TryRun("ffmpeg", "-nostdin", "-v", "warning", "-i", path, "-f", "null", "-");
            Assert.Equal((0, ""), (decoded.ExitCode, decoded.Errors));
        }
    }

    [Fact]
    public async Task A_file_without_a_whole_fragment_is_deleted_and_a_row_without_a_file_goes()
    {
        var root = videos.NewDirectory();
        var segments = await RecordAsync(root, videos.Plain, videos.Hevc);
        var bytes = await File.ReadAllBytesAsync(segments[0].Path, Token);
        await File.WriteAllBytesAsync(segments[0].Path, bytes[..900], Token);
        File.Delete(segments[1].Path);
        using (var index = Open(root))
        {
            index.Begin(segments[0] with { IsSealed = false });
        }

        using var again = Open(root);
        Assert.Equal(new RecoveryReport { RowsRemoved = 2, Deleted = 1, BytesCut = 0 }, Recover(again));
        Assert.Empty(again.All());
        Assert.False(File.Exists(segments[0].Path));
    }

    [Fact]
    public async Task Damage_that_is_no_torn_end_is_never_cut_off()
    {
        var root = videos.NewDirectory();
        var path = (await RecordAsync(root, videos.Plain))[0].Path;
        var bytes = await File.ReadAllBytesAsync(path, Token);

        // The size of the second fragment's first box: nobody can walk over it any more.
        var moof = bytes.AsSpan().IndexOf("moof"u8) + 4;
        moof += bytes.AsSpan(moof).IndexOf("moof"u8);
        bytes[moof - 4] = 0xFF;
        await File.WriteAllBytesAsync(path, bytes[..^SegmentMark.Size], Token);
        File.Delete(Path.Combine(root, SegmentIndex.FileName));
        using var index = Open(root);
        Assert.Equal(0, Recover(index).BytesCut);
        Assert.Equal(bytes.Length - SegmentMark.Size, new FileInfo(path).Length);
        Assert.InRange(Assert.Single(index.All()).Duration.TotalSeconds, 0.7, 1);
    }

    [Fact]
    public async Task Files_that_are_not_ours_are_left_alone()
    {
        var root = videos.NewDirectory();
        var segment = (await RecordAsync(root, videos.Plain))[0];
        var folder = Path.GetDirectoryName(segment.Path)!;
        string[] foreign = [Path.Combine(folder, "holiday.mp4"), Path.Combine(root, "README"), Path.Combine(root, "gate", "notes.txt")];
        foreach (var file in foreign)
        {
            await File.WriteAllTextAsync(file, "not ours", Token);
        }

        File.Copy(videos.Plain, Path.Combine(folder, "120000.000Z-0123abcd-5.mp4"));
        File.Delete(Path.Combine(root, SegmentIndex.FileName));
        using var index = Open(root);
        Recover(index);
        Assert.Equal(segment.Path, Assert.Single(index.All()).Path);
        Assert.All(foreign, file => Assert.Equal("not ours", File.ReadAllText(file)));
    }

    [Fact]
    public async Task Segments_from_before_the_clock_was_set_get_their_times_from_those_after_it()
    {
        var root = videos.NewDirectory();
        var clock = new ShiftedClock { Start = DateTimeOffset.UnixEpoch, Synchronised = false };
        using (var run = new RecordingRun(root, clock: clock))
        {
            await run.FeedAsync(videos.Plain, 100);
            (clock.Start, clock.Synchronised) = (new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), true);
            await run.FeedAsync(videos.Plain, 200);
            await run.StopAsync();
        }

        var other = new ShiftedClock { Start = DateTimeOffset.UnixEpoch.AddDays(1), Synchronised = false };
        using (var run = new RecordingRun(root, clock: other))
        {
            await run.FeedAsync(videos.Plain, 50);
            await run.StopAsync();
        }

        File.Delete(Path.Combine(root, SegmentIndex.FileName));
        using var index = Open(root);
        Recover(index);
        Assert.Equal(
            [new UtcTime(clock.Start.AddSeconds(100), true), new UtcTime(clock.Start.AddSeconds(200), true)],
            index.Find(RecordingRun.Camera, clock.BootId, default, MediaTime.FromSeconds(1000)).Select(segment => segment.StartUtc));
        Assert.False(index.Find(RecordingRun.Camera, other.BootId, default, MediaTime.FromSeconds(1000))[0].StartUtc.Synchronised);
    }

    internal static RecoveryReport Recover(SegmentIndex index) =>
        new SegmentRecovery(index, SystemDisk.Instance, NullLogger<SegmentRecovery>.Instance).Run(Token);

    private static SegmentIndex Open(string root) => SegmentIndex.Open(root, TimeProvider.System, NullLogger<SegmentIndex>.Instance);

    private static (string, MediaTime, MediaTime, UtcTime, long, Guid, bool) Comparable(Segment segment) =>
        (segment.Path, segment.Start, segment.End, segment.StartUtc, segment.SizeBytes, segment.Connection, segment.IsSealed);

    private static async Task<List<Segment>> RecordAsync(string root, params string[] files)
    {
        using var run = new RecordingRun(root);
        foreach (var (i, file) in files.Index())
        {
            await run.FeedAsync(file, 100 + (10 * i));
        }

        await run.StopAsync();
        return [.. run.Store.Index.All()];
    }
}
