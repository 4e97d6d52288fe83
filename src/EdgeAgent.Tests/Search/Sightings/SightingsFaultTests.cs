using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Search.Sightings;

public sealed class SightingsFaultTests : IDisposable
{
    private static readonly SightingQuery Anybody = new() { Description = new Description(), Limit = SightingQuery.MaximumLimit };

    private readonly TemporaryDirectory _directory = new();
    private readonly CollectingLog<SightingsIndex> _log = new();

    private string FilePath => _directory["sightings.db"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public void A_file_that_is_cut_off_is_put_aside_and_told_and_a_new_one_begins(double kept)
    {
        Fill(5000);
        using (var file = File.OpenWrite(FilePath))
        {
            file.SetLength((long)(file.Length * kept) / 4096 * 4096);
        }

        AssertRenewed(".damaged");
    }

    [Fact]
    public void What_is_no_database_is_put_aside()
    {
        File.WriteAllText(FilePath, new string('x', 10_000));

        AssertRenewed(".damaged");
    }

    [Fact]
    public void A_file_of_a_newer_agent_is_put_aside()
    {
        Fill(10);
        Execute("PRAGMA user_version = 2001");

        AssertRenewed(".newer");
    }

    [Fact]
    public void A_file_whose_tables_are_gone_is_put_aside()
    {
        Fill(10);
        Execute("DROP TABLE block_times");

        AssertRenewed(".damaged");
    }

    [Theory]
    [InlineData("UPDATE block_shapes SET shapes = randomblob(length(shapes))")]
    [InlineData("UPDATE block_shapes SET shapes = zeroblob(3)")]
    [InlineData("UPDATE block_times SET times = randomblob(length(times))")]
    [InlineData("DELETE FROM block_shapes")]
    [InlineData("DELETE FROM sightings")]
    [InlineData("UPDATE sightings SET appearance = -1")]
    [InlineData("UPDATE sightings SET uuid = 'a'")]
    [InlineData("UPDATE sightings SET to_ms = 9223372036854775807")]
    [InlineData("DELETE FROM cameras")]
    public void Torn_content_is_met_by_the_search_that_reads_it_and_the_next_one_is_in_a_new_file(string damage)
    {
        Fill(5000);
        Execute(damage);
        using var index = Open();
        Assert.Null(index.Fault);

        var fault = Assert.Throws<StorageException>(() => index.Search(Anybody));

        Assert.Equal("storage/corrupt", fault.Problem.Code);
        Assert.True(File.Exists(FilePath + ".damaged"));
        Assert.Empty(index.Search(Anybody));
        index.Add(SomeSightings.Make(1)[0] with { Appearance = default });
        Assert.Single(index.Search(Anybody));
        Assert.Null(index.Fault);
    }

    [Fact]
    public void While_the_disk_is_full_what_is_written_is_searched_and_the_rest_waits()
    {
        using var disk = new TemporaryDisk(4096);
        using var index = Open(Path.Combine(disk.Path, "sightings.db"));
        index.Add(SomeSightings.Make(1)[0] with { Track = 7, Appearance = default });
        index.Flush();
        disk.Fill();
        foreach (var sighting in SomeSightings.Make(3000))
        {
            index.Add(sighting with { Appearance = default });
        }

        Assert.Equal([7], index.Search(Anybody).Select(match => match.Sighting.Track));
        Assert.Equal("disk/full", index.Fault?.Code);

        disk.Free();
        Assert.Equal(3001, index.Search(Anybody).Count);
        Assert.Null(index.Fault);
        Assert.Equal(0, index.Dropped);
    }

    [Fact]
    public void While_the_disk_refuses_only_so_many_wait_and_the_others_are_counted()
    {
        File.WriteAllText(_directory["sub"], "in the way");
        using var index = Open(_directory["sub/sightings.db"]);
        var sighting = SomeSightings.Make(1)[0] with { Appearance = default };
        for (var i = 0; i < SightingsIndex.MaximumWaiting + 5; i++)
        {
            index.Add(sighting);
        }

        Assert.Throws<StorageException>(() => index.Search(Anybody));
        Assert.Equal(5, index.Dropped);
        Assert.Equal("storage/unavailable", index.Fault?.Code);

        File.Delete(_directory["sub"]);
        index.Flush();
        Assert.Equal(SightingQuery.MaximumLimit, index.Search(Anybody).Count);
        Assert.Single(_log.Lines, line => line.Contains("5 sightings were dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void What_could_never_be_written_is_refused_and_keeps_no_other_waiting()
    {
        using var index = Open();
        var sighting = SomeSightings.Make(1)[0] with { Appearance = default };

        Assert.Throws<ArgumentException>(() => index.Add(sighting with { Camera = default }));
        Assert.Throws<ArgumentException>(() => index.Add(sighting with { Appearance = new Domain.Appearance { Heading = (Heading)12 } }));
        index.Add(sighting);

        Assert.Single(index.Search(Anybody));
    }

    [Fact]
    public void What_was_added_before_the_end_is_there_after_a_restart()
    {
        using (var index = Open())
        {
            index.Add(SomeSightings.Make(1)[0] with { Appearance = default });
        }

        using var again = Open();
        Assert.Single(again.Search(Anybody));
        Assert.Single(SightingsFile.Search(FilePath, Anybody));
    }

    [Fact]
    public void Once_the_clock_is_known_what_was_seen_before_has_its_right_time()
    {
        var boot = Guid.NewGuid();
        var zero = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);
        using var index = Open();
        List<Sighting> early = [.. SomeSightings.Make(9000).Select((sighting, i) => sighting with
        {
            BootId = i % 3 == 0 ? Guid.NewGuid() : boot,
            From = MediaTime.FromSeconds(i),
            To = MediaTime.FromSeconds(i + 5),
            BestTime = MediaTime.FromSeconds(i + 1),
            FromUtc = new UtcTime(DateTimeOffset.UnixEpoch, false),
            ToUtc = new UtcTime(DateTimeOffset.UnixEpoch, false),
            BestUtc = new UtcTime(DateTimeOffset.UnixEpoch, false),
            Appearance = default,
        })];
        index.AddAll(early);

        index.CorrectClock(new ClockCorrection(boot, zero, TimeSpan.FromDays(1), Synchronised: true));
        for (var i = 0; i < 10; i++)
        {
            index.Flush();
        }

        var corrected = index.Search(Anybody with { From = zero });
        Assert.Equal(6000, corrected.Count);
        Assert.All(corrected, match =>
        {
            Assert.Equal(new UtcTime(zero + TimeSpan.FromSeconds(match.Sighting.From.TotalSeconds), true), match.Sighting.FromUtc);
            Assert.Equal(match.Sighting.ToUtc.Value - match.Sighting.FromUtc.Value, TimeSpan.FromSeconds(5));
        });
        Assert.Equal(3000, index.Search(Anybody with { To = zero }).Count);
    }

    private SightingsIndex Open(string? path = null) => SightingsIndex.Open(path ?? FilePath, SomeSightings.KeepAll, TimeProvider.System, _log);

    private void Fill(int count)
    {
        using var index = Open();
        index.AddAll(SomeSightings.Make(count));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        SqliteFile.Execute(connection, sql);
    }

    private void AssertRenewed(string suffix)
    {
        using var index = Open();

        Assert.Null(index.Fault);
        Assert.True(File.Exists(FilePath + suffix));
        Assert.Contains(_log.Lines, line => line.Contains("was put aside", StringComparison.Ordinal));
        Assert.Empty(index.Search(Anybody));
        index.Add(SomeSightings.Make(1)[0] with { Appearance = default });
        Assert.Single(index.Search(Anybody));
    }
}
