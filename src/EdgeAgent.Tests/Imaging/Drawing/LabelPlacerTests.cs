using CsCheck;
using SkiaSharp;

namespace EdgeAgent.Imaging.Drawing;

public sealed class LabelPlacerTests
{
    private static readonly SKSize Picture = new(1280, 720);

    private static readonly Gen<SKRect> Box = Gen.Select(
        Gen.Float[-50, 1300], Gen.Float[-50, 740], Gen.Float[2, 400], Gen.Float[2, 700], (x, y, width, height) => SKRect.Create(x, y, width, height));

    private static readonly Gen<SKSize> Label = Gen.Select(Gen.Float[8, 260], Gen.Float[14, 40], (width, height) => new SKSize(width, height));

    [Fact]
    public void Labels_lie_inside_the_picture_and_never_on_each_other_whatever_they_belong_to()
    {
        Gen.Select(Box, Label).Array[0, 60].Sample(subjects =>
        {
            var placer = new LabelPlacer(Picture);
            foreach (var (box, _) in subjects)
            {
                placer.Spare(box);
            }

            var places = subjects.Select(subject => placer.Place(subject.Item1, subject.Item2)?.Place).OfType<SKRect>().ToList();

            Assert.All(places, place => Assert.True(SKRect.Create(Picture).Contains(place)));
            Assert.All(places.Index(), entry => Assert.DoesNotContain(places.Take(entry.Index), entry.Item.IntersectsWith));
        });
    }

    [Fact]
    public void As_long_as_there_is_room_every_label_has_a_place()
    {
        // Two labels above such a box, two within it and two below it lie clear of each other; another label is in the way of two at most.
        var roomy = Gen.Select(
            Gen.Float[-50, 1200], Gen.Float[80, 300], Gen.Float[60, 400], Gen.Float[80, 340], (x, y, width, height) => SKRect.Create(x, y, width, height));
        Gen.Select(roomy.Array[1, 3], Label).Sample((boxes, size) =>
        {
            var placer = new LabelPlacer(Picture);
            Assert.All(boxes, box => Assert.NotNull(placer.Place(SKRect.Intersect(box, SKRect.Create(Picture)), size)));
        });
    }

    [Fact]
    public void A_label_stays_where_it_was_while_that_is_free()
    {
        var size = new SKSize(100, 20);
        var box = SKRect.Create(400, 300, 80, 200);
        for (var before = 0; before < 9; before++)
        {
            Assert.Equal(before, new LabelPlacer(Picture).Place(box, size, before)!.Value.Number);
        }
    }

    [Fact]
    public void A_label_goes_where_it_hides_nobody()
    {
        var placer = new LabelPlacer(Picture);
        var (box, neighbour) = (SKRect.Create(400, 300, 80, 200), SKRect.Create(380, 100, 120, 199));
        placer.Spare(box);
        placer.Spare(neighbour);

        var place = placer.Place(box, new SKSize(80, 20))!.Value.Place;

        Assert.False(place.IntersectsWith(neighbour));
        Assert.False(place.IntersectsWith(box));
    }

    [Fact]
    public void A_label_that_is_larger_than_the_picture_has_no_place()
    {
        Assert.Null(new LabelPlacer(Picture).Place(SKRect.Create(10, 10, 50, 50), new SKSize(2000, 20)));
    }
}
