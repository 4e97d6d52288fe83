using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Disk;

namespace EdgeAgent.Pipeline.Statics;

public sealed class StaticsBookTests : IDisposable
{
    private static readonly Dictionary<int, byte[]> NoPictures = [];

    private readonly TemporaryDirectory _directory = new();

    private StaticsBook Book => new(_directory["statics"], new CameraId("gate"), SystemDisk.Instance);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_is_written_is_read_again_and_pictures_go_with_what_they_show()
    {
        var document = new StaticsDocument(StaticsDocument.Supported, 9, [Entry(3), Entry(8)]);
        Book.Write(document, new Dictionary<int, byte[]> { [3] = [1, 2], [8] = [3] });

        var (read, problem) = Book.Read();
        Assert.Null(problem);
        Assert.Equal(9, read.NextId);
        Assert.Equal(document.Statics.Select(Tell), read.Statics.Select(Tell));
        Assert.Equal([1, 2], File.ReadAllBytes(Book.PicturePath(3)));

        Book.Write(read.Without([3]), NoPictures);
        Assert.False(File.Exists(Book.PicturePath(3)));
        Assert.True(File.Exists(Book.PicturePath(8)));
    }

    [Fact]
    public void What_was_never_written_is_empty()
    {
        Assert.Equal((StaticsDocument.Empty, null), Book.Read());
        Assert.Empty(Book.Wishes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("""{"version": 1, "nextId": 2, "statics": [null]}""")]
    [InlineData("""{"version": 1, "nextId": 2, "statics": [{"id": 1, "label": "person", "box": [0, 0, 1], "spread": 0, "sightings": 1, "suppressed": 0, "unseenSeconds": 0}]}""")]
    [InlineData("""{"version": 1, "nextId": 2, "statics": [{"id": 1, "label": "person", "box": [0, 0, -1, 1], "spread": 0, "sightings": 1, "suppressed": 0, "unseenSeconds": 0}]}""")]
    [InlineData("""{"version": 1, "nextId": 2147483647, "statics": []}""")]
    [InlineData("""{"version": 1, "nextId": 2, "statics": [{"id": 2147483647, "label": "person", "box": [0, 0, 1, 1], "spread": 0, "sightings": 1, "suppressed": 0, "unseenSeconds": 0}]}""")]
    public void A_damaged_file_is_a_problem_and_nothing_and_is_kept_beside_when_the_next_is_written(string content)
    {
        Put(content);

        var (read, problem) = Book.Read();
        Assert.Equal("statics/damaged", problem?.Code);
        Assert.Empty(read.Statics);

        Book.Write(new StaticsDocument(StaticsDocument.Supported, 2, [Entry(1)]), NoPictures);
        Assert.Null(Book.Read().Problem);
        Assert.Equal(content, File.ReadAllText($"{Book.Path}.unreadable"));
    }

    [Fact]
    public void What_the_disk_did_not_give_is_kept_beside_when_the_next_is_written_though_it_gives_it_by_now()
    {
        var book = Book;
        Directory.CreateDirectory(Path.GetDirectoryName(book.Path)!);
        File.CreateSymbolicLink(book.Path, book.Path);
        Assert.Equal("statics/unreadable", book.Read().Problem?.Code);

        File.Delete(book.Path);
        Put("""{"version": 1, "nextId": 9, "statics": []}""");
        book.Write(new StaticsDocument(StaticsDocument.Supported, 2, [Entry(1)]), NoPictures);
        Assert.Contains("9", File.ReadAllText($"{book.Path}.unreadable"), StringComparison.Ordinal);

        book.Write(new StaticsDocument(StaticsDocument.Supported, 3, [Entry(1)]), NoPictures);
        Assert.Contains("9", File.ReadAllText($"{book.Path}.unreadable"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_larger_than_any_agent_writes_is_not_read()
    {
        Put($$"""{"version": 1, "nextId": 2, "statics": []}{{new string(' ', 1 << 20)}}""");
        Assert.Equal("statics/damaged", Book.Read().Problem?.Code);
    }

    [Fact]
    public void The_file_of_a_newer_agent_is_told_apart_from_a_damaged_one()
    {
        Put("""{"version": 2, "nextId": 2, "statics": [], "more": true}""");
        Assert.Equal("statics/newer-version", Book.Read().Problem?.Code);
    }

    [Fact]
    public void Wishes_are_heard_until_they_are_fulfilled()
    {
        Book.Write(new StaticsDocument(StaticsDocument.Supported, 9, [Entry(3), Entry(8)]), NoPictures);
        Book.WishForgotten(3);
        Book.WishForgotten(3);
        Book.WishForgotten(8);
        Assert.Equal([3, 8], Book.Wishes().Order());
        Book.Fulfilled(3);
        Book.Fulfilled(3);
        Assert.Equal([8], Book.Wishes());
    }

    [Fact]
    public void A_disk_that_is_full_is_a_problem_with_a_remedy()
    {
        using var disk = new TemporaryDisk(64);
        var book = new StaticsBook(disk.Path, new CameraId("gate"), SystemDisk.Instance);
        var document = new StaticsDocument(StaticsDocument.Supported, 9, [Entry(3)]);
        book.Write(document, NoPictures);
        disk.Fill();

        var fault = Assert.Throws<StaticsException>(() => book.Write(document with { NextId = 10 }, new Dictionary<int, byte[]> { [3] = new byte[9000] }));
        Assert.Equal("statics/unwritable", fault.Problem.Code);
        Assert.Equal(9, book.Read().Document.NextId);
    }

    private static StaticEntry Entry(int id) => new(id, "person", [0.1f, 0.2f, 0.3f, 0.4f], 0.05f, 700, DateTimeOffset.UnixEpoch, 12, 3.5);

    private static string Tell(StaticEntry entry) => (entry with { Box = [] }).ToString() + string.Join(' ', entry.Box);

    private void Put(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Book.Path)!);
        File.WriteAllText(Book.Path, content);
    }
}
