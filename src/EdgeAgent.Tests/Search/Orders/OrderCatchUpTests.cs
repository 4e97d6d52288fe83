using EdgeAgent.Domain;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Search.Orders;

public sealed class OrderCatchUpTests
{
    private readonly FakeTimeProvider _time = new(Some.Noon);
    private readonly ListedSightings _sightings = new();
    private readonly List<PastMatch> _found = [];
    private readonly OrderBook _book;
    private OrderCatchUp _catchUp;

    public OrderCatchUpTests()
    {
        _book = new OrderBook(new SetClock(_time), NullLogger.Instance);
        _catchUp = new OrderCatchUp(_book, _sightings);
    }

    [Fact]
    public void A_new_order_finds_who_had_gone_since_its_beginning_the_best_first()
    {
        _sightings.Add(Some.Sighting(1, Some.Wears(NamedColor.Red, NamedColor.Blue, 0.75f), Ago(30)));
        _sightings.Add(Some.Sighting(2, Some.Fits, Ago(20)));
        _sightings.Add(Some.Sighting(3, Some.Differs, Ago(10)));
        _sightings.Add(Some.Sighting(4, Some.Fits, Ago(61)));
        _book.Take(Some.Set(Some.Order()));

        Turn(seconds: 4);
        Assert.Empty(_found);
        Turn(seconds: 1);

        Assert.Equal([2, 1], Tracks);
        Assert.All(_found, match => Assert.Equal((true, null), (match.Detail.Past, match.Detail.More)));
        Turn(seconds: 60);
        Assert.Equal(2, _found.Count);
    }

    [Fact]
    public void Of_each_camera_the_best_twenty_are_told_and_how_many_more_there_were()
    {
        for (var i = 1; i <= 30; i++)
        {
            _sightings.Add(Some.Sighting(i, Some.Fits, Ago(i)));
        }

        _sightings.Add(Some.Sighting(31, Some.Fits, Ago(1), "yard"));
        _sightings.Add(Some.Sighting(32, Some.Fits, Ago(1), "elsewhere"));
        _book.Take(Some.Set(Some.Order() with { Cameras = [new CameraId("gate"), new CameraId("yard")] }));
        Turn(seconds: 5);

        Assert.Equal(21, _found.Count);
        Assert.Equal([10], _found.Select(match => match.Detail.More).OfType<int>());
        Assert.Equal("yard", _found[^1].Sighting.Camera.Value);
    }

    [Fact]
    public void After_a_restart_in_the_middle_what_was_told_is_not_told_again_and_the_rest_is()
    {
        _sightings.Add(Some.Sighting(1, Some.Fits, Ago(20)));
        _sightings.Add(Some.Sighting(2, Some.Fits, Ago(10)));
        _book.Take(Some.Set(Some.Order()));
        Turn(seconds: 5);
        _book.Told("jacket", SightingKey.Of(_found[0].Sighting));
        var first = Tracks.First();
        _found.Clear();

        // Seen live in the meantime, which is no past.
        _sightings.Add(Some.Sighting(3, Some.Fits, Some.Noon + TimeSpan.FromMinutes(10)));
        _time.Advance(TimeSpan.FromMinutes(30));
        _catchUp = new OrderCatchUp(_book, _sightings);
        Turn(seconds: 1);

        Assert.Equal([3 - first], Tracks);
    }

    [Fact]
    public void An_index_that_cannot_be_read_is_asked_again()
    {
        _sightings.Add(Some.Sighting(1, Some.Fits, Ago(20)));
        _book.Take(Some.Set(Some.Order(), Some.Order("coat", NamedColor.Green)));
        _sightings.Fault = new ProblemException(new Problem("storage/unavailable", "no", "wait"));
        Assert.Throws<ProblemException>(() => Turn(seconds: 5));

        _sightings.Fault = null;
        Turn(seconds: 1);
        Assert.Equal([1], Tracks);
    }

    [Fact]
    public void An_order_that_changes_is_looked_for_anew_and_one_that_ends_before_it_was_looked_for_is_not()
    {
        _sightings.Add(Some.Sighting(1, Some.Fits, Ago(20)));
        _book.Take(Some.Set(Some.Order(), Some.Order("gone")));
        _catchUp.Turn(Some.Noon, _found);
        _book.Take(Some.Set(Some.Order("jacket", NamedColor.Green)) with { Version = 2 });
        Turn(seconds: 5);
        Assert.Empty(_found);

        _book.Take(Some.Set(Some.Order()) with { Version = 3 });
        Turn(seconds: 5);
        Assert.Equal([1], Tracks);
    }

    private IEnumerable<int> Tracks => _found.Select(match => match.Sighting.Track);

    private static DateTimeOffset Ago(int minutes) => Some.Noon - TimeSpan.FromMinutes(minutes);

    private void Turn(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _catchUp.Turn(_time.GetUtcNow(), _found);
    }
}
