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
        var store = Open();
        var (first, second) = (Some.Still(10), Some.Still(20));
        store.Add(first);
        store.Add(second);
        Assert.Equal(first.EventId, store.Peek()!.Value.Still.EventId);
        store.Sent(first.EventId);
        Assert.Equal(second.Jpeg.ToArray(), store.Peek()!.Value.Still.Jpeg.ToArray());
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
        stills.ForEach(Open(most, mostBytes).Add);
        var store = Open(most, mostBytes);
        var last = Some.Still(1_000);
        store.Add(last);
        var kept = Directory.GetFiles(_directory["stills"]).Select(path => Path.GetFileName(path)[..36]).ToHashSet();
        Assert.Equal(3, kept.Count);
        Assert.Contains(last.EventId.ToString(), kept);
        Assert.Equal((stills[3].EventId, 1), (store.Peek()!.Value.Still.EventId, store.Unsent));
    }

    [Fact]
    public void What_waited_at_a_restart_waits_on_in_the_mode_it_was_made_in_and_what_was_sent_does_not()
    {
        List<Still> stills = [.. Enumerable.Range(0, 100).Select(_ => Some.Still(10))];
        var before = Open();
        stills.ForEach(before.Add);
        before.Sent(stills[0].EventId);
        File.WriteAllText(_directory["stills/notes.jpg"], "no picture of an event");

        var after = StillStore.Open(_directory["stills"], PoleMode.Commissioning);
        var now = Some.Still(20);
        after.Add(now);
        List<(Guid, string, PoleMode)> sent = [];
        while (after.Peek() is ({ } still, var mode))
        {
            sent.Add((still.EventId, still.Sha256, mode));
            after.Sent(still.EventId);
        }

        // Of those of one instant nobody knows the order after a restart.
        Assert.Equal(
            stills[1..].Select(still => (still.EventId, still.Sha256, PoleMode.Operational)).ToHashSet(), sent[..^1].ToHashSet());
        Assert.Equal((now.EventId, now.Sha256, PoleMode.Commissioning), sent[^1]);
        Assert.Equal((99 + 1, 0), (sent.Count, after.Unsent));
    }

    [Fact]
    public void What_waits_too_long_or_is_gone_from_the_disk_is_counted_and_passed_over()
    {
        var store = Open(most: 2);
        List<Still> stills = [.. Enumerable.Range(0, 70).Select(_ => Some.Still(10))];
        stills.ForEach(store.Add);
        Assert.Equal(stills[^2].EventId, store.Peek()!.Value.Still.EventId);
        Assert.Equal(68, store.Unsent);
        File.Delete(_directory[$"stills/{stills[^2].EventId}.operational.jpg"]);
        Assert.Equal((stills[^1].EventId, 69), (store.Peek()!.Value.Still.EventId, store.Unsent));
    }

    [Fact]
    public void What_cannot_be_deleted_holds_up_no_other()
    {
        var store = Open(most: 1);
        var (first, second) = (Some.Still(10), Some.Still(20));
        store.Add(first);

        // A folder: no right of root's deletes it as a file.
        var path = _directory[$"stills/{first.EventId}.operational.jpg"];
        File.Delete(path);
        Directory.CreateDirectory(path);
        store.Add(second);
        Assert.Equal(second.EventId, store.Peek()!.Value.Still.EventId);
        Assert.Equal(1, store.Unsent);
    }

    [Fact]
    public void A_disk_that_refuses_is_a_problem_and_a_torn_file_is_cleared_away()
    {
        File.WriteAllText(_directory["taken"], "");
        Assert.Throws<StorageException>(() => StillStore.Open(_directory["taken"], PoleMode.Operational).Add(Some.Still(10)));
        Directory.CreateDirectory(_directory["stills"]);
        File.WriteAllText(_directory["stills/x.jpg.partial"], "torn");
        Open();
        Assert.Empty(Directory.GetFiles(_directory["stills"]));
    }

    private StillStore Open(int most = 1000, long mostBytes = 48L << 20) => StillStore.Open(_directory["stills"], PoleMode.Operational, most, mostBytes);
}
