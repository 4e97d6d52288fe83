using EdgeAgent.Cli.Bench.Search;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Search.Sightings;

/// <summary>Whatever is asked, the answer is that of a look at every sighting, to the bit.</summary>
public sealed class SightingSearchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Hundreds_of_queries_find_what_a_look_at_every_row_finds(int seed, bool isUniform)
    {
        var sightings = SomeSightings.Make(20_000, seed, isUniform: isUniform);
        using var index = SomeSightings.Open(_directory["sightings.db"]);
        index.AddAll(sightings);
        var random = new Random(seed);

        foreach (var made in MadeQueries.Make(200, seed, MadeSightings.End - TimeSpan.FromDays(30)))
        {
            var query = made with { Limit = random.Next(4) == 0 ? random.Next(1, 10) : random.Next(10) == 0 ? SightingQuery.MaximumLimit : 100 };

            Assert.Equal(SomeSightings.Expect(sightings, query), SomeSightings.Answer(index.Search(query)));
        }
    }

    [Fact]
    public void Of_equal_ones_the_last_seen_stand_first_and_of_those_the_last_that_came()
    {
        var times = Enumerable.Range(0, 10_000).Select(i => MadeSightings.End + TimeSpan.FromSeconds(i * 7919 % 100));
        List<Sighting> sightings = [.. times.Select((time, i) => SomeSightings.At(time, NamedColor.Red, track: i))];
        using var index = SomeSightings.Open(_directory["sightings.db"]);
        index.AddAll(sightings);

        foreach (var limit in (int[])[1, 7, 100, 5000, 10_000])
        {
            var query = new SightingQuery { Description = new Description { Tops = new ColorSet(NamedColor.Red) }, Limit = limit };
            Assert.Equal(SomeSightings.Expect(sightings, query), SomeSightings.Answer(index.Search(query)));
        }
    }

    [Fact]
    public void Where_the_clock_stepped_back_or_woke_up_in_1970_the_order_is_still_that_of_the_times()
    {
        var sightings = SomeSightings.Make(15_000, seed: 5);
        for (var i = 4000; i < sightings.Count; i++)
        {
            var step = i is >= 7000 and < 9000 ? MadeSightings.End - DateTimeOffset.UnixEpoch : TimeSpan.FromDays(3);
            sightings[i] = sightings[i] with
            {
                FromUtc = new UtcTime(sightings[i].FromUtc.Value - step, false),
                ToUtc = new UtcTime(sightings[i].ToUtc.Value - step, false),
            };
        }

        using var index = SomeSightings.Open(_directory["sightings.db"]);
        index.AddAll(sightings);
        foreach (var query in MadeQueries.Make(60, 5, MadeSightings.End - TimeSpan.FromDays(30)))
        {
            Assert.Equal(SomeSightings.Expect(sightings, query), SomeSightings.Answer(index.Search(query)));
        }
    }

    [Fact]
    public void What_was_added_is_found_at_once_and_whole()
    {
        var sighting = SomeSightings.Make(1)[0] with
        {
            Camera = new CameraId("gate"),
            HeightMeters = 1.25f,
            Crop = null,
            FromUtc = new UtcTime(new DateTimeOffset(2026, 7, 1, 9, 0, 0, 123, TimeSpan.Zero), false),
            ToUtc = new UtcTime(new DateTimeOffset(2026, 7, 1, 9, 0, 5, 7, TimeSpan.Zero), true),
            BestUtc = new UtcTime(new DateTimeOffset(2026, 7, 1, 9, 0, 1, TimeSpan.Zero), true),
            Appearance = new Domain.Appearance
            {
                Tops = ColorEstimate.Of(NamedColor.Red, 0.5f, NamedColor.White, 0.25f),
                Age = AgeGroup.Child,
                Company = Company.Alone,
                Carried = Carried.Dog,
                Heading = Heading.Left,
            },
        };
        using var index = SomeSightings.Open(_directory["sightings.db"]);
        index.Add(sighting);
        var description = new Description { Tops = new ColorSet(NamedColor.Red), Age = AgeGroup.Child, Heading = Heading.Left };

        var match = Assert.Single(index.Search(new SightingQuery { Description = description }));

        Assert.Equal(sighting, match.Sighting);
        var matcher = new DescriptionMatcher(description);
        Assert.Equal(matcher.LogLikelihoodRatio(sighting.Appearance), match.LogLikelihoodRatio);
        Assert.Equal(matcher.Score(match.LogLikelihoodRatio), match.Score);
        Assert.Equal(["tops", "age", "heading"], match.Explanation.Select(score => score.Attribute));
        Assert.Empty(index.Search(new SightingQuery { Description = description, Camera = new CameraId("yard") }));
    }

    [Fact]
    public void Numbers_that_are_none_do_not_keep_a_sighting_from_being_kept()
    {
        var sighting = SomeSightings.Make(1)[0] with
        {
            HeightMeters = float.NaN,
            BestBox = new BoundingBox(float.NaN, float.PositiveInfinity, 1, 1),
            Appearance = new Domain.Appearance { Body = ColorEstimate.Of(NamedColor.Red, 1) },
        };
        using var index = SomeSightings.Open(_directory["sightings.db"]);
        index.Add(sighting);

        var match = Assert.Single(index.Search(new SightingQuery { Description = new Description() }));

        Assert.Null(index.Fault);
        Assert.Null(match.Sighting.HeightMeters);
        Assert.Equal(new BoundingBox(0, 0, 1, 1), match.Sighting.BestBox);
        Assert.True(match.Sighting.Appearance.Body.IsUnknown);
    }

    [Fact]
    public async Task Searches_while_others_add_find_what_was_there_before()
    {
        var sightings = SomeSightings.Make(12_000, seed: 3);
        using var index = SomeSightings.Open(_directory["sightings.db"]);
        index.AddAll(sightings);
        var made = new MadeSightings(4, 30, 20_000);
        var adding = Task.Run(
            () =>
            {
                for (var i = 0; i < 20_000; i++)
                {
                    index.Add(made.NextAfterEnd());
                    if (i % 500 == 0)
                    {
                        index.Flush();
                    }
                }
            },
            TestContext.Current.CancellationToken);

        foreach (var query in MadeQueries.Make(100, 3, MadeSightings.End - TimeSpan.FromDays(30)))
        {
            Assert.Equal(SomeSightings.Expect(sightings, query), SomeSightings.Answer(index.Search(query)));
        }

        await adding;
        Assert.Equal(0, index.Dropped);
        index.Flush();
        Assert.Equal(
            SightingQuery.MaximumLimit,
            index.Search(new SightingQuery { Description = new Description(), From = MadeSightings.End, Limit = SightingQuery.MaximumLimit }).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SightingQuery.MaximumLimit + 1)]
    public void A_limit_that_is_none_is_refused(int limit)
    {
        using var index = SomeSightings.Open(_directory["sightings.db"]);

        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search(new SightingQuery { Description = new Description(), Limit = limit }));
        Assert.Null(index.Fault);
    }
}
