using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>Who was hidden for some seconds is the same person, and who comes in his place is not.</summary>
public sealed class OcclusionTests(ITestOutputHelper output)
{
    private const int Walks = 100;

    // By turns to the right and to the left.
    [Theory]
    [InlineData(25, 2, 98, 94)]
    [InlineData(25, 3, 98, 90)]
    [InlineData(25, 5, 95, 80)]
    [InlineData(5, 2, 98, 95)]
    [InlineData(5, 3, 98, 95)]
    [InlineData(5, 5, 95, 85)]
    public void A_person_behind_a_bus_is_the_same_afterwards(double framesPerSecond, double hiddenSeconds, int leastWithColors, int leastWithout)
    {
        var (withColors, without) = (Count(with: true), Count(with: false));
        output.WriteLine($"{hiddenSeconds} s at {framesPerSecond} a second: {withColors} of {Walks} with colours, {without} without");
        Assert.InRange(withColors, leastWithColors, Walks);
        Assert.InRange(without, leastWithout, Walks);

        int Count(bool with) => Enumerable.Range(0, Walks).Count(seed => new BusStop(seed, hiddenSeconds)
        {
            Clothes = with ? (seed % Wardrobe.Size, 0) : null,
            Mirrored = seed % 2 == 1,
        }.IsOneTrack(framesPerSecond));
    }

    [Theory]
    [InlineData(25)]
    [InlineData(5)]
    public void Somebody_who_walks_on_steadily_is_the_same_without_colours_too(double framesPerSecond)
    {
        var same = Enumerable.Range(0, Walks).Count(seed => new BusStop(seed, hiddenSeconds: 3) { Unsteadiness = 0, Mirrored = seed % 2 == 1 }.IsOneTrack(framesPerSecond));
        Assert.InRange(same, 95, Walks);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(5)]
    public void Somebody_else_in_other_clothes_is_somebody_else_though_he_comes_out_where_the_first_was_expected(double framesPerSecond)
    {
        var pairs = Different().ToList();
        var stolen = Enumerable.Range(0, Walks).Count(seed => new BusStop(seed, hiddenSeconds: 2 + (seed % 4))
        {
            Outcome = BusStop.Exit.OtherOnward,
            Clothes = pairs[seed % pairs.Count],
            Mirrored = seed % 2 == 1,
        }.IsOneTrack(framesPerSecond));
        Assert.InRange(stolen, 0, 5);
    }

    [Theory]
    [InlineData(25, true)]
    [InlineData(25, false)]
    [InlineData(5, true)]
    [InlineData(5, false)]
    public void Somebody_else_who_comes_the_other_way_is_somebody_else_with_and_without_colours(double framesPerSecond, bool withColors)
    {
        var pairs = Different().ToList();
        var stolen = Enumerable.Range(0, Walks).Count(seed => new BusStop(seed, hiddenSeconds: 3 + (seed % 3))
        {
            Outcome = BusStop.Exit.OtherBack,
            Clothes = withColors ? pairs[seed % pairs.Count] : null,
        }.IsOneTrack(framesPerSecond));
        Assert.InRange(stolen, 0, 2);
    }

    [Fact]
    public void Two_of_one_size_who_hide_each_other_and_turn_round_are_not_exchanged_where_their_colours_differ()
    {
        var meetings =
            from fps in Gen.Double[4, 30]
            from pair in Gen.Int[0, Different().Count() - 1]
            from seed in Gen.Int[0, 10_000]
            select (fps, Different().ElementAt(pair), seed);
        meetings.Sample(
            meeting =>
            {
                var (fps, (first, second), seed) = meeting;
                var random = new Random(seed);
                var tracker = new ByteTracker(new TrackerOptions());
                var tracks = new List<Track>();
                for (var time = 0.0; time < 8; time += 1 / fps)
                {
                    // They come together until 3 s, stand for two seconds, one before the other, and go back where they came from.
                    var apart = 0.06 * Math.Max(time < 4 ? 3 - time : time - 5, 0);
                    var (left, right) = (At(0.49 - apart), At(0.51 + apart));
                    Domain.Detection[] seen = apart < 0.01 ? [right] : [left, right];
                    ColorHistogram[] colors = apart < 0.01
                        ? [Wardrobe.Show(second, random)]
                        : [Wardrobe.Show(first, random), Wardrobe.Show(second, random)];
                    tracker.Update(MediaTime.FromSeconds(time), seen, colors, tracks);
                }

                Assert.Equal([1, 2], tracks.Where(track => track.State == TrackState.Confirmed).OrderBy(track => track.Box.X).Select(track => track.Id));
            },
            iter: 60);
    }

    [Fact]
    public void A_hidden_person_is_told_as_lost_all_the_time_and_never_as_removed()
    {
        var tracker = new ByteTracker(new TrackerOptions());
        var tracks = new List<Track>();
        for (var frame = 0; frame < 60; frame++)
        {
            var time = frame / 5.0;
            var isHidden = time is > 4 and < 9;
            tracker.Update(MediaTime.FromSeconds(time), isHidden ? [] : [At(0.1 + (0.05 * time))], tracks);
            var track = Assert.Single(tracks);
            Assert.Equal((1, frame == 0 ? TrackState.Tentative : isHidden ? TrackState.Lost : TrackState.Confirmed), (track.Id, track.State));
            Assert.Equal(0.1 + (0.05 * time), track.Box.X, 0.02);
        }
    }

    /// <summary>Clothes of which a pair is hardly ever taken for one.</summary>
    private static IEnumerable<(int First, int Second)> Different()
    {
        var random = new Random(1);
        return
            from first in Enumerable.Range(0, Wardrobe.Size)
            from second in Enumerable.Range(0, Wardrobe.Size)
            where Enumerable.Range(0, 20).All(_ => Wardrobe.Show(first, random).Similarity(Wardrobe.Show(second, random)) < 0.65)
            select (first, second);
    }

    private static Domain.Detection At(double x) => new(0, 0.9f, new BoundingBox((float)x, 0.4f, 0.1f, 0.4f));
}
