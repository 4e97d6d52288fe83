using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Tracking.Statics;

public sealed class StaticSievePropertyTests
{
    private static readonly BoundingBox Poster = new(0.4f, 0.3f, 0.05f, 0.2f);

    private static readonly StaticsOptions Quick = new() { Minutes = 2, ArrivedMinutes = 10 };

    [Fact]
    public void A_poster_is_always_learned_after_the_time_and_never_before_it()
    {
        var posters =
            from seed in Gen.Int
            from fps in Gen.Double[2, 8]
            from scatter in Gen.Double[0, 0.08]
            from presence in Gen.Double[0.65, 1]
            select (seed, fps, scatter, presence);
        posters.Sample(
            poster =>
            {
                var (seed, fps, scatter, presence) = poster;
                var (random, sieve) = (new Random(seed), Window.Sieve(Quick));
                IEnumerable<Domain.Detection> At(double time) =>
                    random.NextDouble() < presence ? [Window.See(Window.Person, Poster, random, scatter)] : [];
                var now = Window.Run(sieve, 0, fps, 118, At);
                Assert.Empty(sieve.Known.All);
                Window.Run(sieve, now, fps, 60, At);
                Assert.Equal("person", Assert.Single(sieve.Known.All).Label);
            },
            iter: 60);
    }

    [Fact]
    public void Who_walks_through_is_never_learned_nor_dropped()
    {
        var walks =
            from seed in Gen.Int
            from fps in Gen.Double[2, 10]
            from speed in Gen.Double[0.1, 1]
            from scatter in Gen.Double[0, 0.08]
            select (seed, fps, speed, scatter);
        walks.Sample(
            walk =>
            {
                // In own heights per second; one after the other, along the same way, for an hour.
                var (seed, fps, speed, scatter) = walk;
                var (random, sieve) = (new Random(seed), Window.Sieve(Quick));
                Window.Run(
                    sieve, 0, fps, 3600,
                    time => [Window.See(Window.Person, Poster with { X = (float)(time * speed * 0.2 * 9 / 16 % 1) }, random, scatter)]);
                Assert.Empty(sieve.Known.All);
                Assert.Equal(0, sieve.Suppressed);
            },
            iter: 20);
    }

    [Fact]
    public void Who_came_and_sat_down_is_learned_only_after_the_long_time_however_still_they_sit()
    {
        Gen.Select(Gen.Int, Gen.Double[2, 10], Gen.Double[0.3, 1]).Sample(
            (seed, fps, speed) =>
            {
                var (random, sieve) = (new Random(seed), Window.Sieve(Quick));
                var way = 0.3;
                var walking = way / (speed * 0.2 * 9 / 16);
                IEnumerable<Domain.Detection> At(double time) =>
                    [Window.See(Window.Person, Poster with { X = (float)(Poster.X - (way * Math.Max(0, 1 - (time / walking)))) }, random, 0.01)];
                Window.Run(sieve, 0, fps, 590, At);
                Assert.Empty(sieve.Known.All);
                Window.Run(sieve, 590, fps, 60, At);
                Assert.Single(sieve.Known.All);
            },
            iter: 20);
    }

    [Fact]
    public void When_somebody_passes_before_a_poster_only_the_poster_is_dropped()
    {
        var passers =
            from seed in Gen.Int
            from height in Gen.Single[0.1f, 0.6f]
            from foot in Gen.Single[0.45f, 0.9f]
            select (seed, height, foot);
        passers.Sample(
            passer =>
            {
                var (seed, height, foot) = passer;
                var (random, sieve) = (new Random(seed), Window.Sieve(Quick));
                Window.Run(sieve, 0, 5, 150, _ => [Window.See(Window.Person, Poster, random, 0.02)]);
                Assert.Single(sieve.Known.All);
                var (detections, missing) = (new List<Domain.Detection>(), 0);
                for (var frame = 0; frame < 100; frame++)
                {
                    var walker = new Domain.Detection(Window.Person, 0.8f, new BoundingBox(frame / 100f, foot - height, height / 4 * 9 / 16 * 2, height));
                    detections.Clear();
                    detections.AddRange([Window.See(Window.Person, Poster, random, 0.02), walker]);
                    Assert.Equal(1, sieve.Sift(MediaTime.FromSeconds(200 + (frame / 5.0)), detections));
                    missing += detections.Contains(walker) ? 0 : 1;
                }

                // Where the walker is just as the poster is, one of two equal boxes is dropped: the other is left.
                Assert.True(missing <= 1, $"{missing} frames");
            },
            iter: 100);
    }

    [Fact]
    public void A_mirrored_street_teaches_the_mirrored_places()
    {
        Gen.Select(Gen.Int, Gen.Double[2, 6]).Sample(
            (seed, fps) =>
            {
                Assert.Equal(Learn(mirrored: false), Learn(mirrored: true));

                List<(int, string, double)> Learn(bool mirrored)
                {
                    var (random, sieve) = (new Random(seed), Window.Sieve(Quick));
                    Window.Run(sieve, 0, fps, 200, time => Street(time, random).Select(seen => mirrored ? Mirror(seen) : seen));
                    return [.. sieve.Known.All.Select(known => (
                        known.Id, known.Label, Math.Round(mirrored ? 1 - known.Box.Right : known.Box.X, 3)))];
                }
            },
            iter: 20);

        static IEnumerable<Domain.Detection> Street(double time, Random random) =>
        [
            Window.See(Window.Person, Poster, random, 0.03),
            Window.See(Window.Bench, Poster with { X = 0.7f }, random, 0.03),
            Window.See(Window.Person, Poster with { X = (float)(time * 0.1 % 1), Y = 0.5f }, random, 0.03),
        ];

        static Domain.Detection Mirror(Domain.Detection seen) => seen with { Box = seen.Box with { X = 1 - seen.Box.Right } };
    }

    [Fact]
    public void A_clock_that_jumps_teaches_nothing()
    {
        Gen.Select(Gen.Int, Gen.Double[13, 1e6].Array[20]).Sample(
            (seed, jumps) =>
            {
                var (random, sieve) = (new Random(seed), Window.Sieve(Quick));
                var now = 1e7;
                foreach (var (index, jump) in jumps.Index())
                {
                    now = Window.Run(sieve, now, 5, 5, _ => [Window.See(Window.Person, Poster, random, 0.02)]);
                    now += index % 2 == 0 ? jump : -jump;
                }

                // A hundred seconds were watched, of the hundred and twenty that it takes.
                Assert.Empty(sieve.Known.All);
                now = Window.Run(sieve, now, 5, 40, _ => [Window.See(Window.Person, Poster, random, 0.02)]);
                Assert.Single(sieve.Known.All);
            },
            iter: 50);
    }

    [Fact]
    public void Any_boxes_and_a_thousand_of_them_are_borne_with_bounded_memory()
    {
        var boxes =
            from x in Gen.OneOf(Gen.Single[-1, 2], Gen.Const(float.NaN), Gen.Const(float.PositiveInfinity), Gen.Const(0f))
            from y in Gen.Single[-1, 2]
            from width in Gen.OneOf(Gen.Single[0, 1], Gen.Const(float.NaN), Gen.Const(-1f), Gen.Const(0f))
            from height in Gen.Single[0, 1]
            from label in Gen.Int[-1, 5]
            select new Domain.Detection(label, 0.5f, new BoundingBox(x, y, width, height));
        boxes.Array[0, 1000].Array[1, 12].Sample(
            frames =>
            {
                var sieve = Window.Sieve(Quick);
                foreach (var (index, frame) in frames.Index())
                {
                    var left = frame.ToList();
                    Assert.Equal(0, sieve.Sift(MediaTime.FromSeconds(index / 5.0), left));
                    Assert.Equal(frame.Length, left.Count);
                    Assert.InRange(sieve.WatchedPlaces, 0, PlaceLearner.MostPlaces);
                }
            },
            iter: 30);
    }
}
