using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection.Regions;

public sealed class RegionPlannerTests
{
    private static readonly ModelInput Input = new()
    {
        Name = "input",
        Width = 416,
        Height = 416,
        ColorOrder = ColorOrder.Bgr,
        Mean = [0, 0, 0],
        Std = [1, 1, 1],
        Letterbox = new LetterboxFit(LetterboxAnchor.TopLeft, [114, 114, 114]),
    };

    private static readonly Gen<Track> AnyTrack =
        from id in Gen.Int[1, 50]
        from state in Gen.Int[0, 3].Select(state => (TrackState)state)
        from x in Gen.Float[-1.5f, 1.5f]
        from y in Gen.Float[-1.5f, 1.5f]
        from width in Gen.Float[0.0001f, 1.5f]
        from height in Gen.Float[0.0001f, 1.5f]
        from score in Gen.Float[0.2f, 1]
        select new Track(id, 0, state, new BoundingBox(x, y, width, height), score, default, default);

    [Fact]
    public void Whatever_the_picture_and_its_tracks_regions_lie_in_it_begin_at_even_pixels_and_show_more_than_the_whole()
    {
        var size =
            from width in Gen.Int[1, 4000]
            from height in Gen.Int[1, 2200]
            select (width, height);
        Gen.Select(size, AnyTrack.Array[0, 40], Gen.Int[1, 8], Gen.Int[0, 8]).Sample(
            (picture, tracks, most, allowed) =>
            {
                using var frame = new MemoryFrame(picture.width, picture.height);
                var planner = new RegionPlanner(Input, most);
                for (var turn = 0; turn < 3; turn++)
                {
                    var regions = planner.Plan(frame, tracks, allowed).ToArray();

                    Assert.InRange(regions.Length, 0, Math.Min(most, allowed));
                    Assert.InRange(planner.Asked, regions.Length, most);
                    Assert.All(regions, region =>
                    {
                        Assert.Equal(region, region.Within(picture.width, picture.height));
                        var zoom = Math.Min(416f / region.Width, 416f / region.Height) / Math.Min(416f / picture.width, 416f / picture.height);
                        Assert.True(zoom >= 1.4f, $"{region} of {picture} is {zoom} times larger");
                    });
                }
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData(416, 234)]
    [InlineData(352, 288)]
    [InlineData(16, 16)]
    [InlineData(1, 1)]
    public void A_picture_at_the_model_s_resolution_has_no_regions(int width, int height)
    {
        using var frame = new MemoryFrame(width, height);

        Assert.True(new RegionPlanner(Input, 8).Plan(frame, [Person(0.5f, 0.5f, 0.05f)]).IsEmpty);
    }

    [Fact]
    public void A_distant_person_is_looked_at_closer_with_room_round_them_at_the_model_s_own_resolution()
    {
        using var frame = new MemoryFrame(1920, 1080);
        var person = Person(0.7f, 0.3f, 0.04f);

        var regions = new RegionPlanner(Input, 2).Plan(frame, [person]).ToArray();

        Assert.Equal((416, 416), (regions[0].Width, regions[0].Height));
        Assert.True(Sight.IsWithin(person.Box, regions[0].Of(1920, 1080)));
    }

    [Fact]
    public void Who_stands_in_the_corner_of_a_picture_of_odd_sides_is_looked_at_to_its_end()
    {
        using var frame = new MemoryFrame(1921, 1081);
        var region = new RegionPlanner(Input, 1).Plan(frame, [Person(0.985f, 0.96f, 0.06f)])[0];
        Assert.Equal((1921, 1081), (region.Right, region.Bottom));
    }

    [Fact]
    public void Neighbours_share_a_region_and_a_large_person_needs_none()
    {
        using var frame = new MemoryFrame(1920, 1080);
        Track[] tracks = [Person(0.3f, 0.3f, 0.05f), Person(0.33f, 0.32f, 0.05f), Person(0.38f, 0.3f, 0.05f), Person(0.7f, 0.2f, 0.7f)];

        var planner = new RegionPlanner(Input, 4);
        var regions = planner.Plan(frame, tracks).ToArray();

        Assert.All(tracks.Take(3), track => Assert.True(Sight.IsWithin(track.Box, regions[0].Of(1920, 1080))));

        // The second is in turn, and nothing asks for more.
        Assert.Equal(2, regions.Length);
    }

    [Fact]
    public void One_who_was_just_lost_comes_before_those_who_are_seen()
    {
        using var frame = new MemoryFrame(1920, 1080);
        var lost = Person(0.8f, 0.7f, 0.08f) with { State = TrackState.Lost };

        var region = new RegionPlanner(Input, 1).Plan(frame, [Person(0.1f, 0.2f, 0.08f), lost])[0];

        Assert.True(Sight.IsWithin(lost.Box, region.Of(1920, 1080)), region.ToString());
    }

    [Fact]
    public void A_change_that_no_track_explains_is_looked_at()
    {
        using var frame = new MemoryFrame(1920, 1080);
        var planner = new RegionPlanner(Input, 1);
        planner.Plan(frame, []);
        Paint(frame, 1600, 900, 40, 80, 120);

        var region = planner.Plan(frame, [])[0];

        Assert.Equal(new PixelRectangle(1600, 900, 40, 80), Overlap(region, new PixelRectangle(1600, 900, 40, 80)));
    }

    [Fact]
    public void A_change_of_exposure_is_no_change_and_a_flickering_sign_is_one_only_at_first()
    {
        using var frame = new MemoryFrame(1920, 1080);
        var map = new ChangeMap();
        map.Observe(frame);
        Array.Fill(frame.LumaSamples, (byte)6);
        map.Observe(frame);
        Assert.DoesNotContain(true, map.Changed);

        for (var i = 0; i < 100; i++)
        {
            Paint(frame, 320, 320, 64, 64, (byte)(i % 2 == 0 ? 60 : 6));
            map.Observe(frame);
            if (i == 0)
            {
                Assert.Contains(true, map.Changed);
            }
        }

        Assert.DoesNotContain(true, map.Changed);
    }

    [Fact]
    public void An_empty_street_is_looked_at_all_over_in_turn_one_region_a_frame()
    {
        using var frame = new MemoryFrame(1920, 1080);
        var planner = new RegionPlanner(Input, 4);
        var seen = new bool[1920, 1080];
        for (var turn = 0; turn < 24; turn++)
        {
            foreach (var region in Assert.Single([planner.Plan(frame, []).ToArray()]))
            {
                for (var x = region.X; x < region.Right; x++)
                {
                    for (var y = region.Y; y < region.Bottom; y++)
                    {
                        seen[x, y] = true;
                    }
                }
            }
        }

        Assert.DoesNotContain(false, seen.Cast<bool>());
    }

    [Fact]
    public void Places_are_looked_at_in_turn_however_much_else_there_is_to_see()
    {
        using var frame = new MemoryFrame(1920, 1080);
        var planner = new RegionPlanner(Input, 1);
        var seen = new HashSet<PixelRectangle>();
        for (var turn = 0; turn < 300; turn++)
        {
            seen.Add(planner.Plan(frame, [Person(0.1f, 0.1f, 0.05f) with { State = TrackState.Lost }])[0]);
        }

        Assert.Superset(new RegionGrid(1920, 1080, Input).Places.Where(place => place.X > 100).ToHashSet(), seen);
    }

    [Fact]
    public void Planning_allocates_nothing_and_the_same_frames_give_the_same_regions()
    {
        using var frame = new MemoryFrame(1920, 1080);
        Track[] tracks = [.. Enumerable.Range(0, 20).Select(i => Person(0.04f * i, 0.1f + (0.03f * i), 0.05f))];
        var (planner, other) = (new RegionPlanner(Input, 4), new RegionPlanner(Input, 4));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(planner.Plan(frame, tracks).ToArray(), other.Plan(frame, tracks).ToArray());
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        planner.Plan(frame, tracks);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_picture_of_another_size_in_the_middle_is_planned_anew()
    {
        using MemoryFrame large = new(1920, 1080), small = new(1281, 721, fullChroma: true);
        var planner = new RegionPlanner(Input, 2);
        foreach (var frame in (Frame[])[large, small, large, small])
        {
            var regions = planner.Plan(frame, [Person(0.9f, 0.9f, 0.05f)]).ToArray();
            Assert.All(regions, region => Assert.Equal(region, region.Within(frame.Width, frame.Height)));
            Assert.NotEmpty(regions);
        }
    }

    private static Track Person(float x, float y, float height) =>
        new(1, 0, TrackState.Confirmed, new BoundingBox(x, y, height * 0.4f * 9 / 16, height), 0.8f, default, default);

    private static PixelRectangle Overlap(PixelRectangle one, PixelRectangle other)
    {
        var (x, y) = (Math.Max(one.X, other.X), Math.Max(one.Y, other.Y));
        return new PixelRectangle(x, y, Math.Min(one.Right, other.Right) - x, Math.Min(one.Bottom, other.Bottom) - y);
    }

    private static void Paint(MemoryFrame frame, int x, int y, int width, int height, byte level)
    {
        for (var row = y; row < y + height; row++)
        {
            frame.LumaSamples.AsSpan((row * frame.Luma.Stride) + x, width).Fill(level);
        }
    }
}
