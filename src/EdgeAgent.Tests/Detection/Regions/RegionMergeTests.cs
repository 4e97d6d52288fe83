using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection.Regions;

public sealed class RegionMergeTests
{
    private const int Width = 1920;
    private const int Height = 1080;
    private const float Iou = 0.6f;

    private static readonly Gen<PixelRectangle> AnyRegion =
        from side in Gen.Int[300, 1100]
        from x in Gen.Int[-200, 1800]
        from y in Gen.Int[-200, 1000]
        select new PixelRectangle(x, y, side, side).Within(Width, Height);

    private static readonly Gen<BoundingBox> Person =
        (from height in Gen.Float[0.03f, 0.8f]
        from slenderness in Gen.Float[0.3f, 0.6f]
        from x in Gen.Float[-0.02f, 0.98f]
        from y in Gen.Float[-0.02f, 0.95f]
        select new BoundingBox(x, y, height * slenderness * Height / Width, height).ClampToPicture())
        .Where(box => box is { Width: > 0.005f, Height: > 0.02f });

    private static readonly Gen<PixelRectangle[]> Layout = AnyRegion.Where(r => r is { Width: > 60, Height: > 60 }).Array[1, 8];

    [Fact]
    public void A_person_anywhere_under_any_layout_of_regions_is_one_box()
    {
        Gen.Select(Person, Layout, Gen.Int).Sample(
            (person, regions, seed) =>
            {
                var merged = Look([person], regions, new Random(seed), wholeSees: true);

                var box = Assert.Single(merged).Box;
                Assert.True(box.IntersectionOverUnion(person) > 0.75f, $"{box} for {person}");
            },
            iter: 20_000);
    }

    [Fact]
    public void Where_the_whole_picture_sees_nothing_a_person_is_one_box_or_none_and_one_if_a_region_shows_all_of_it()
    {
        Gen.Select(Person, Layout, Gen.Int).Sample(
            (person, regions, seed) =>
            {
                var merged = Look([person], regions, new Random(seed), wholeSees: false);

                var isShown = regions.Any(region => IsWellWithin(person, region));
                Assert.InRange(merged.Count, isShown ? 1 : 0, 1);
                Assert.All(merged, d => Assert.True(!isShown || d.Box.IntersectionOverUnion(person) > 0.75f, $"{d.Box} for {person}"));
            },
            iter: 20_000);
    }

    [Fact]
    public void People_beside_each_other_stay_as_many_as_they_are()
    {
        Gen.Select(Person.Array[2, 6], Layout, Gen.Int).Sample(
            (persons, regions, seed) =>
            {
                // Those that hide each other are for the detector to part.
                var apart = persons.Where((p, i) => persons.Take(i).All(other => Overlap(p, other) < 0.2f)).ToList();

                var merged = Look(apart, regions, new Random(seed), wholeSees: true);

                Assert.Equal(apart.Count, merged.Count);
                Assert.All(apart, p => Assert.Single(merged, d => d.Box.IntersectionOverUnion(p) > 0.7f));
            },
            iter: 20_000);
    }

    [Fact]
    public void Two_who_overlap_as_much_as_one_look_lets_them_stay_two_when_both_looks_see_both()
    {
        BoundingBox left = new(0.50f, 0.4f, 0.05f, 0.2f), right = new(0.515f, 0.4f, 0.05f, 0.2f);
        Assert.InRange(left.IntersectionOverUnion(right), 0.5f, Iou);

        var merged = Look([left, right], [new PixelRectangle(700, 200, 800, 800)], new Random(1), wholeSees: true, noise: 0);

        Assert.Equal(2, merged.Count);
    }

    [Fact]
    public void A_box_of_the_whole_picture_round_two_people_gives_way_to_the_two_that_a_region_shows()
    {
        BoundingBox left = new(0.5f, 0.5f, 0.01f, 0.04f), right = new(0.512f, 0.5f, 0.01f, 0.04f), both = new(0.5f, 0.498f, 0.023f, 0.044f);
        var region = new PixelRectangle(800, 400, 416, 416);
        var merge = new RegionMerge(Iou);
        merge.Begin(Width, Height);
        merge.Add(null, [new Domain.Detection(0, 0.6f, both)]);
        merge.Add(region, [.. new[] { left, right }.Select(p => new Domain.Detection(0, 0.5f, Within(p, region)))]);
        var merged = new List<Domain.Detection>();
        merge.Finish(merged);

        Assert.Equal(2, merged.Count);
    }

    [Fact]
    public void A_sure_piece_that_ends_short_of_the_edge_that_cut_it_gives_way_to_the_whole()
    {
        BoundingBox person = new(0.12f, 0, 0.13f, 0.57f), piece = new(0.12f, 0, 0.13f, 0.367f), lower = new(0.12f, 0.1f, 0.13f, 0.47f);
        var merge = new RegionMerge(Iou);
        merge.Begin(Width, Height);
        merge.Add(null, []);
        foreach (var (region, box, score) in new[]
        {
            (new PixelRectangle(50, 0, 596, 410), piece, 0.72f),
            (new PixelRectangle(114, 98, 1037, 982), lower, 0.6f),
            (new PixelRectangle(166, 0, 1065, 1012), person, 0.5f),
        })
        {
            merge.Add(region, [new Domain.Detection(0, score, Within(box, region))]);
        }

        var merged = new List<Domain.Detection>();
        merge.Finish(merged);

        var one = Assert.Single(merged);
        Assert.Equal(0.72f, one.Score);
        Assert.True(one.Box.IntersectionOverUnion(person) > 0.99f, $"{one.Box}");
    }

    [Fact]
    public void A_score_is_the_best_that_any_look_gave_and_the_box_that_of_the_closest()
    {
        BoundingBox coarse = new(0.5f, 0.5f, 0.02f, 0.06f), fine = new(0.501f, 0.5f, 0.018f, 0.061f);
        var region = new PixelRectangle(800, 400, 416, 416);
        var merge = new RegionMerge(Iou);
        merge.Begin(Width, Height);
        merge.Add(null, [new Domain.Detection(0, 0.7f, coarse)]);
        merge.Add(region, [new Domain.Detection(0, 0.4f, Within(fine, region))]);
        var merged = new List<Domain.Detection>();
        merge.Finish(merged);

        var one = Assert.Single(merged);
        Assert.Equal(0.7f, one.Score);
        Assert.True(one.Box.IntersectionOverUnion(fine) > 0.99f);
    }

    [Fact]
    public void A_van_that_one_look_calls_car_and_another_truck_is_one()
    {
        BoundingBox van = new(0.5f, 0.5f, 0.08f, 0.1f);
        var region = new PixelRectangle(800, 400, 600, 600);
        var merge = new RegionMerge(Iou);
        merge.Begin(Width, Height);
        merge.Add(null, [new Domain.Detection(2, 0.5f, van)]);
        merge.Add(region, [new Domain.Detection(7, 0.6f, Within(van, region))]);
        var merged = new List<Domain.Detection>();
        merge.Finish(merged);

        Assert.Equal(7, Assert.Single(merged).ClassId);
    }

    [Fact]
    public void A_thousand_boxes_from_every_look_are_bounded_and_merging_allocates_nothing()
    {
        var random = new Random(5);
        List<Domain.Detection> many =
        [
            .. Enumerable.Range(0, 1000).Select(i => new Domain.Detection(
                0, 1 - (i / 1000f), new BoundingBox(random.NextSingle(), random.NextSingle(), 0.02f, 0.04f).ClampToPicture())),
        ];
        var merge = new RegionMerge(Iou);
        var merged = new List<Domain.Detection>();
        void Merge()
        {
            merge.Begin(Width, Height);
            merge.Add(null, many);
            merge.Add(new PixelRectangle(0, 0, 900, 900), many);
            merge.Add(new PixelRectangle(700, 100, 900, 900), many);
            merge.Finish(merged);
        }

        Merge();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Merge();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(merged.Count, 300, 900);
    }

    /// <summary>What a detector would see in the whole picture and in each region: boxes a little off, and of who is cut the piece that is there.</summary>
    private static List<Domain.Detection> Look(
        IReadOnlyList<BoundingBox> persons, PixelRectangle[] regions, Random random, bool wholeSees, float noise = 0.03f)
    {
        var merge = new RegionMerge(Iou);
        merge.Begin(Width, Height);
        merge.Add(null, wholeSees ? [.. persons.Select(p => See(p, new BoundingBox(0, 0, 1, 1), random, noise)!.Value)] : []);
        foreach (var region in regions)
        {
            var seen = region.Of(Width, Height);
            merge.Add(region, [.. persons.Select(p => See(p, seen, random, noise)).OfType<Domain.Detection>().OrderByDescending(d => d.Score)]);
        }

        var merged = new List<Domain.Detection>();
        merge.Finish(merged);
        return merged;
    }

    private static Domain.Detection? See(BoundingBox person, BoundingBox seen, Random random, float noise)
    {
        float Off() => noise * ((2 * random.NextSingle()) - 1);
        var (x, y) = (Math.Max(person.X, seen.X), Math.Max(person.Y, seen.Y));
        var (right, bottom) = (Math.Min(person.Right, seen.Right), Math.Min(person.Bottom, seen.Bottom));

        // A sliver is not recognised; and a piece is not seen to end farther from the edge that cuts it than a box is inexact.
        if (right <= x || bottom <= y || (right - x) * (bottom - y) < 0.25f * person.Area)
        {
            return null;
        }

        var (dx, dy) = (Math.Min(right - x, seen.Width / 2), Math.Min(bottom - y, seen.Height / 2));
        var off = new BoundingBox(x + (Off() * dx), y + (Off() * dy), (right - x) * (1 + Off()), (bottom - y) * (1 + Off()));
        var inSeen = new BoundingBox((off.X - seen.X) / seen.Width, (off.Y - seen.Y) / seen.Height, off.Width / seen.Width, off.Height / seen.Height);
        return new Domain.Detection(0, 0.3f + (0.6f * random.NextSingle()), inSeen.ClampToPicture());
    }

    private static bool IsWellWithin(BoundingBox person, PixelRectangle region)
    {
        var seen = region.Of(Width, Height);
        BoundingBox grown = new(person.X - (0.05f * person.Width), person.Y - (0.05f * person.Height), 1.1f * person.Width, 1.1f * person.Height);
        return Sight.IsWithin(grown.ClampToPicture(), seen) && person.X >= seen.X && person.Y >= seen.Y && person.Right <= seen.Right && person.Bottom <= seen.Bottom;
    }

    private static float Overlap(BoundingBox one, BoundingBox other) => Sight.Containment(one, other);

    private static BoundingBox Within(BoundingBox box, PixelRectangle region)
    {
        var seen = region.Of(Width, Height);
        return new BoundingBox((box.X - seen.X) / seen.Width, (box.Y - seen.Y) / seen.Height, box.Width / seen.Width, box.Height / seen.Height);
    }
}
