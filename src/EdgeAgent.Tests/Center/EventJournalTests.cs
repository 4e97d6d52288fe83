using System.Text;
using EdgeAgent.Parts;

namespace EdgeAgent.Center;

public sealed class EventJournalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string FilePath => _directory["events.jsonl"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_an_earlier_run_wrote_is_known()
    {
        using (var journal = new EventJournal(FilePath))
        {
            Add(journal, "/a", "1");
        }

        using var again = new EventJournal(FilePath);

        Assert.True(again.Knows("/a", "1"));
        Assert.False(again.Knows("/b", "1"));
        Assert.False(again.Knows("/a", "2"));
    }

    [Fact]
    public void A_torn_last_line_is_left_alone_and_the_next_event_begins_its_own_line()
    {
        File.WriteAllText(FilePath, "{\"source\":\"/a\",\"id\":\"1\"}\n{\"source\":\"/a\",\"id");

        using (var journal = new EventJournal(FilePath))
        {
            Assert.True(journal.Knows("/a", "1"));
            Add(journal, "/a", "2");
        }

        Assert.Equal("{\"source\":\"/a\",\"id\":\"2\"}", File.ReadAllLines(FilePath)[2]);
    }

    [Fact]
    public void An_event_that_came_on_several_lines_is_written_on_one()
    {
        using (var journal = new EventJournal(FilePath))
        {
            journal.Add("/a", "1", "{\r\n  \"source\": \"/a\",\n  \"id\": \"1\"\n}"u8);
        }

        Assert.Equal("{\"source\":\"/a\",\"id\":\"1\"}", Assert.Single(File.ReadAllLines(FilePath)).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_full_disk_leaves_no_half_line_and_the_event_unknown()
    {
        using var disk = new TemporaryDisk(256);
        var path = Path.Combine(disk.Path, "events.jsonl");
        using var journal = new EventJournal(path);
        Add(journal, "/a", "1");
        disk.Fill();

        Assert.ThrowsAny<IOException>(() => journal.Add("/a", "2", Encoding.UTF8.GetBytes($"{{\"x\":\"{new string('y', 20_000)}\"}}")));
        Assert.False(journal.Knows("/a", "2"));
        disk.Free();
        Add(journal, "/a", "3");

        Assert.Equal(["{\"source\":\"/a\",\"id\":\"1\"}", "{\"source\":\"/a\",\"id\":\"3\"}"], ReadShared(path));
    }

    private static void Add(EventJournal journal, string source, string id) =>
        journal.Add(source, id, Encoding.UTF8.GetBytes($"{{\"source\":\"{source}\",\"id\":\"{id}\"}}"));

    private static string[] ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
