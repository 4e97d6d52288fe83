using System.Globalization;
using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

public sealed class ZonePolygonTests
{
    [Theory]
    [InlineData("0,0 1,0 1,1 0,1", null)]
    [InlineData("0.1,0.1 0.9,0.1 0.5,0.5 0.9,0.9 0.1,0.9", null)]
    [InlineData("0,0 0.5,0 1,0 1,1", null)]
    [InlineData("0,0 1,0 1,1 0,0", null)] // closed, as GeoJSON has it
    [InlineData("0,0 0,0 1,0 1,1 1,1", null)]
    [InlineData("0,0 0.5,0.5 1,0 1,1 0.5,0.5 0,1", "config/zone-crosses-itself")]
    [InlineData("0,0 1,1 1,0 0,1", "config/zone-crosses-itself")]
    [InlineData("0,0 1,0 0.5,0 1,1", "config/zone-crosses-itself")]
    [InlineData("0,0 1,0 1,1 0.5,0 0,1", "config/zone-crosses-itself")]
    [InlineData("0,0 1,0 0,0 1,0", "config/zone-too-small")]
    [InlineData("0,0 1,0", "config/zone-too-small")]
    [InlineData("0.1,0.1 0.1002,0.1 0.1,0.1002", "config/zone-too-small")]
    [InlineData("0,0 1,0 1,1.001", "config/zone-outside")]
    [InlineData("0,0 1,0 640,480", "config/zone-outside")]
    [InlineData("0,0 1,0 NaN,1", "config/zone-outside")]
    public void A_polygon_is_right_or_wrong_for_one_reason(string corners, string? code)
    {
        Assert.Equal(code, Check([.. corners.Split(' ').Select(Parse)])?.Code);
    }

    [Fact]
    public void A_star_round_its_middle_is_a_zone_whatever_its_points()
    {
        var stars = Gen.Select(Gen.Double[0.05, 0.49].Array[3, 12], Gen.Double[0, 6]);
        stars.Sample((radii, turn) => Assert.Null(Check([.. radii.Select((radius, i) => At(radius, turn + (2 * Math.PI * i / radii.Length)))])));
    }

    [Fact]
    public void Two_neighbours_exchanged_in_a_round_polygon_make_it_cross_itself()
    {
        Gen.Select(Gen.Double[0.05, 0.49], Gen.Int[4, 12], Gen.Double[0, 6]).Sample((radius, count, turn) =>
        {
            var corners = Enumerable.Range(0, count).Select(i => At(radius, turn + (2 * Math.PI * i / count))).ToArray();
            (corners[0], corners[1]) = (corners[1], corners[0]);
            Assert.Equal("config/zone-crosses-itself", Check(corners)?.Code);
        });
    }

    private static NormalizedPoint At(double radius, double angle) =>
        new((float)(0.5 + (radius * Math.Cos(angle))), (float)(0.5 + (radius * Math.Sin(angle))));

    private static NormalizedPoint Parse(string corner) =>
        corner.Split(',') is [var x, var y]
            ? new(float.Parse(x, CultureInfo.InvariantCulture), float.Parse(y, CultureInfo.InvariantCulture))
            : throw new FormatException(corner);

    private static Problem? Check(NormalizedPoint[] corners)
    {
        var problems = new List<Problem>();
        ZonePolygon.Check(new ZoneOptions { Id = "z", Polygon = [.. corners] }, "zones[0].polygon", problems);
        return problems.Count == 0 ? null : Assert.Single(problems);
    }
}
