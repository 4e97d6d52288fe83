using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;

namespace EdgeAgent.Outbox;

public sealed class StillStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Stills_wait_in_order_until_they_are_sent_and_stay_on_the_disk()
    {
        var store = StillStore.Open(_directory["stills"]);
        var (first, second) = (Some.Still(10), Some.Still(20));
        store.Add(first);
        store.Add(second);
        Assert.Equal(first.EventId, store.Peek()!.EventId);
        store.Sent(first.EventId);
        Assert.Equal(second.Jpeg.ToArray(), store.Peek()!.Jpeg.ToArray());
        store.Sent(second.EventId);
        Assert.Null(store.Peek());
        Assert.Equal(2, Directory.GetFiles(_directory["stills"]).Length);
    }

    [Theory]
    [InlineData(3, 1_000_000)]
    [InlineData(1_000, 3_500)]
    public void The_oldest_make_room_also_those_of_an_earlier_run(int most, long mostBytes)
    {
        List<Still> stills = [.. Enumerable.Range(0, 5).Select(_ => Some.Still(1_000))];
        stills.ForEach(StillStore.Open(_directory["stills"], most, mostBytes).Add);
        var store = StillStore.Open(_directory["stills"], most, mostBytes);
        var last = Some.Still(1_000);
        store.Add(last);
        var kept = Directory.GetFiles(_directory["stills"]).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        Assert.Equal(3, kept.Count);
        Assert.Contains(last.EventId.ToString(), kept);
        Assert.Equal(last.EventId, store.Peek()!.EventId);
    }

    [Fact]
    public void What_waits_too_long_or_is_gone_from_the_disk_is_counted_and_passed_over()
    {
        var store = StillStore.Open(_directory["stills"], most: 2);
        List<Still> stills = [.. Enumerable.Range(0, 70).Select(_ => Some.Still(10))];
        stills.ForEach(store.Add);
        Assert.Equal(stills[^2].EventId, store.Peek()!.EventId);
        Assert.Equal(68, store.Unsent);
    }

    [Fact]
    public void What_cannot_be_deleted_holds_up_no_other()
    {
        var store = StillStore.Open(_directory["stills"], most: 1);
        var (first, second) = (Some.Still(10), Some.Still(20));
        store.Add(first);

        // A folder: no right of root's deletes it as a file.
        var path = _directory[$"stills/{first.EventId}.jpg"];
        File.Delete(path);
        Directory.CreateDirectory(path);
        store.Add(second);
        Assert.Equal(second.EventId, store.Peek()!.EventId);
        Assert.Equal(1, store.Unsent);
    }

    [Fact]
    public void A_disk_that_refuses_is_a_problem_and_a_torn_file_is_cleared_away()
    {
        File.WriteAllText(_directory["taken"], "");
        Assert.Throws<StorageException>(() => StillStore.Open(_directory["taken"]).Add(Some.Still(10)));
        Directory.CreateDirectory(_directory["stills"]);
        File.WriteAllText(_directory["stills/x.jpg.partial"], "torn");
        StillStore.Open(_directory["stills"]);
        Assert.Empty(Directory.GetFiles(_directory["stills"]));
    }
}
