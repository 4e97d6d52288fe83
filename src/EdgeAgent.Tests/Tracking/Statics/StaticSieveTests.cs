using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

public sealed class StaticSieveTests
{
    private static readonly BoundingBox Place = new(0.4f, 0.5f, 0.05f, 0.2f);

    private readonly Random _random = new(1);

    [Fact]
    public void Vehicles_are_never_learned()
    {
        var sieve = Window.Sieve(new StaticsOptions { Minutes = 2, ArrivedMinutes = 10 });
        Window.Run(sieve, 0, 5, 3600, _ => [See(Window.Car)]);
        Assert.Empty(sieve.Known.All);
    }

    [Fact]
    public void Who_lies_there_is_never_learned()
    {
        var sieve = Window.Sieve(new StaticsOptions { Minutes = 2, ArrivedMinutes = 10 });
        Window.Run(sieve, 0, 5, 3600, _ => [See(Window.Person, Place with { Width = 0.15f, Height = 0.1f })]);
        Assert.Empty(sieve.Known.All);
    }

    [Fact]
    public void Who_lies_there_is_told_by_the_shape_that_the_picture_has_now()
    {
        // As high as wide in a wide picture, and upright in a square one.
        var box = Place with { Width = 0.1f, Height = 0.15f };
        var sieve = Window.Sieve(new StaticsOptions { Minutes = 2, ArrivedMinutes = 10 });
        Window.Run(sieve, 0, 5, 600, _ => [See(Window.Person, box)]);
        Assert.Empty(sieve.Known.All);

        sieve.Reshape(1);
        Window.Run(sieve, 600, 5, 900, _ => [See(Window.Person, box)]);
        Assert.Single(sieve.Known.All);
    }

    [Fact]
    public void A_bag_that_is_put_down_is_kept_for_hours_but_one_that_was_always_there_is_a_bin()
    {
        var sieve = Window.Sieve();
        Window.Run(sieve, 0, 1, 120, _ => [See(Window.Suitcase, Place with { X = 0.1f })]);
        Window.Run(sieve, 120, 1, 3.9 * 3600, _ => [See(Window.Suitcase, Place with { X = 0.1f }), See(Window.Suitcase)]);
        Assert.Equal(0.1, Assert.Single(sieve.Known.All).Box.X, 0.01);
        Window.Run(sieve, 120 + (3.9 * 3600), 1, 720, _ => [See(Window.Suitcase)]);
        Assert.Equal(2, sieve.Known.All.Count);
    }

    [Fact]
    public void A_fire_that_breaks_out_and_burns_on_is_no_lamp()
    {
        var sieve = new StaticSieve(new StaticsOptions(), ["fire"], 16.0 / 9);
        Window.Run(sieve, 0, 1, 60, _ => []);
        Window.Run(sieve, 60, 1, 3600, _ => [See(0)]);
        Assert.Empty(sieve.Known.All);
    }

    [Fact]
    public void Who_is_larger_or_overlaps_only_partly_is_seen_before_the_poster()
    {
        var sieve = Learned();
        Assert.Equal(1, Sift(sieve, 700, Place));
        Assert.Equal(0, Sift(sieve, 701, Place with { X = 0.42f }));
        Assert.Equal(0, Sift(sieve, 702, Place with { Height = 0.28f }));
        Assert.Equal(0, Sift(sieve, 703, Place with { Y = 0.55f, Height = 0.15f }));
    }

    [Fact]
    public void Another_class_at_the_same_place_is_seen()
    {
        var detections = new List<Domain.Detection> { See(Window.Bench) };
        Assert.Equal(0, Learned().Sift(MediaTime.FromSeconds(700), detections));
    }

    [Fact]
    public void A_night_in_which_it_is_not_seen_forgets_nothing_a_day_does()
    {
        var sieve = Learned();
        var now = Window.Run(sieve, 700, 0.2, 12 * 3600, _ => [See(Window.Car, Place with { X = 0.8f })]);
        Assert.Single(sieve.Known.All);
        now = Window.Run(sieve, now, 0.2, 60, _ => [See(Window.Person)]);
        now = Window.Run(sieve, now, 0.2, 23 * 3600, _ => [See(Window.Car, Place with { X = 0.8f })]);
        Assert.Single(sieve.Known.All);
        Window.Run(sieve, now, 0.2, 2 * 3600, _ => [See(Window.Car, Place with { X = 0.8f })]);
        Assert.Empty(sieve.Known.All);
    }

    [Fact]
    public void A_covered_camera_forgets_nothing()
    {
        var sieve = Learned();
        Window.Run(sieve, 700, 0.2, 100 * 3600, _ => []);
        Assert.Single(sieve.Known.All);
    }

    [Fact]
    public void What_is_forgotten_is_seen_and_learned_anew_under_another_id()
    {
        var sieve = Learned();
        Assert.True(sieve.Known.Forget(1));
        Assert.False(sieve.Known.Forget(1));
        Assert.Equal(0, Sift(sieve, 700, Place));
        Window.Run(sieve, 701, 5, 620, _ => [See(Window.Person)]);
        Assert.Equal(2, Assert.Single(sieve.Known.All).Id);
    }

    [Fact]
    public void Where_nothing_is_to_be_learned_what_was_learned_is_dropped_all_the_same()
    {
        var known = Learned().Known;
        var sieve = Window.Sieve(new StaticsOptions { Learn = false });
        sieve.Known.Restore(known.All, known.NextId);
        Assert.Equal(1, Sift(sieve, 0, Place));
        Window.Run(sieve, 1, 5, 1000, _ => [See(Window.Person, Place with { X = 0.7f })]);
        Assert.Single(sieve.Known.All);
    }

    [Fact]
    public void More_than_there_is_room_for_are_not_learned()
    {
        var sieve = Window.Sieve(new StaticsOptions { Minutes = 2 });
        Window.Run(
            sieve, 0, 1, 200,
            _ => Enumerable.Range(0, 200).Select(i => See(Window.Person, new BoundingBox(i % 20 * 0.05f, i / 20 * 0.1f, 0.03f, 0.08f))));
        Assert.Equal(KnownStatics.Most, sieve.Known.All.Count);
    }

    [Fact]
    public void A_busy_street_costs_no_memory()
    {
        var sieve = Learned();
        var frames = Enumerable.Range(0, 600).Select(frame => Street(frame).ToList()).ToList();
        var now = 700.0;
        var (first, second) = (frames[..300], frames[300..]);
        Run(first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(second);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sieve.Suppressed > 500);

        void Run(List<List<Domain.Detection>> some)
        {
            foreach (var frame in some)
            {
                sieve.Sift(MediaTime.FromSeconds(now += 0.2), frame);
            }
        }

        IEnumerable<Domain.Detection> Street(int frame) => Enumerable.Range(0, 20)
            .Select(i => See(Window.Person, new BoundingBox(((i * 0.1f) + (frame * 0.01f * (1 + (i % 3)))) % 1, 0.04f * i, 0.03f, 0.1f)))
            .Append(See(Window.Person));
    }

    private StaticSieve Learned()
    {
        var sieve = Window.Sieve();
        Window.Run(sieve, 0, 5, 650, _ => [See(Window.Person)]);
        Assert.Single(sieve.Known.All);
        return sieve;
    }

    private static int Sift(StaticSieve sieve, double time, BoundingBox box) =>
        sieve.Sift(MediaTime.FromSeconds(time), [new Domain.Detection(Window.Person, 0.9f, box)]);

    private Domain.Detection See(int classId, BoundingBox? box = null) => Window.See(classId, box ?? Place, _random, 0.02);
}
