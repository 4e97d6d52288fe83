using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Search.Sightings;

public sealed class SightingsRetentionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SightingQuery Anybody = new() { Description = new Description(), Limit = SightingQuery.MaximumLimit };

    private readonly TemporaryDirectory _directory = new();
    private readonly SteppedTime _time = new(Start);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_was_seen_longer_ago_goes_and_the_rest_stays()
    {
        using var index = Open();
        AddDays(index, 40);

        Assert.Equal(Enumerable.Range(11, 29), Tracks(index).Order());
    }

    [Fact]
    public void No_commit_deletes_more_than_a_block()
    {
        using var index = Open();
        AddDays(index, 10);
        Assert.Equal(10, Tracks(index).Count);

        _time.Advance(TimeSpan.FromDays(100));

        index.Flush();
        Assert.Equal(9, SightingsFile.Search(_directory["sightings.db"], Anybody).Count);
        index.Flush();
        Assert.Equal(8, SightingsFile.Search(_directory["sightings.db"], Anybody).Count);
    }

    [Fact]
    public void What_an_unsynchronised_clock_has_dated_goes_with_what_came_after_it()
    {
        using var index = Open();
        Add(index, SomeSightings.At(DateTimeOffset.UnixEpoch, synced: false, track: 100));
        AddDays(index, 20);
        Assert.Contains(100, Tracks(index));

        AddDays(index, 20);

        Assert.DoesNotContain(100, Tracks(index));
    }

    [Fact]
    public void A_time_that_has_not_been_yet_keeps_nothing_for_ever()
    {
        using var index = Open();
        Add(index, SomeSightings.At(Start + TimeSpan.FromDays(3650), track: 100));
        AddDays(index, 20);
        Assert.Contains(100, Tracks(index));

        AddDays(index, 20);

        Assert.DoesNotContain(100, Tracks(index));
    }

    [Fact]
    public void Beyond_its_bytes_the_oldest_go()
    {
        var sightings = SomeSightings.Make(40_000);
        using var index = Open(new SightingsOptions { MaximumDays = 36500, MaximumBytes = 5_000_000 });
        index.AddAll(sightings);
        Settle(index);

        var kept = index.Search(Anybody);

        Assert.Equal(sightings.Last(sighting => sighting.Appearance.Kind == ObjectKind.Person), kept[0].Sighting, EqualTracks);
        Assert.True(kept.Count < SightingQuery.MaximumLimit || kept[^1].Sighting.Track > 10_000);
        Assert.Empty(index.Search(new SightingQuery { Description = new Description(), To = sightings[4000].FromUtc.Value }));
        Assert.True(new FileInfo(_directory["sightings.db"]).Length < 9_000_000);
    }

    [Fact]
    public void A_file_that_was_put_aside_stays_no_longer_than_sightings()
    {
        File.WriteAllText(_directory["sightings.db.damaged"], "x");
        File.SetLastWriteTimeUtc(_directory["sightings.db.damaged"], Start.UtcDateTime);
        using var index = Open();
        Assert.True(File.Exists(_directory["sightings.db.damaged"]));

        _time.Advance(TimeSpan.FromDays(31));
        index.Flush();

        Assert.False(File.Exists(_directory["sightings.db.damaged"]));
    }

    private static bool EqualTracks(Sighting a, Sighting b) => a.Track == b.Track;

    private SightingsIndex Open(SightingsOptions? options = null) => SomeSightings.Open(_directory["sightings.db"], options ?? new SightingsOptions(), _time);

    /// <summary>One a day, numbered from the first day.</summary>
    private void AddDays(SightingsIndex index, int days)
    {
        for (var day = 0; day < days; day++)
        {
            Add(index, SomeSightings.At(_time.GetUtcNow(), track: (int)(_time.GetUtcNow() - Start).TotalDays));
        }
    }

    private void Add(SightingsIndex index, Sighting sighting)
    {
        index.Add(sighting);
        index.Flush();
        _time.Advance(TimeSpan.FromDays(1));
        index.Flush();
    }

    private List<int> Tracks(SightingsIndex index)
    {
        Settle(index);
        return [.. index.Search(Anybody).Select(match => match.Sighting.Track)];
    }

    /// <summary>All that one commit leaves for the next.</summary>
    private void Settle(SightingsIndex index)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 50; i++)
        {
            index.Flush();
        }
    }

    /// <summary>A clock whose timers are left to the test: days pass in one step, not in their seconds.</summary>
    private sealed class SteppedTime(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset _now = now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _now.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

        public void Advance(TimeSpan time) => _now += time;

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
