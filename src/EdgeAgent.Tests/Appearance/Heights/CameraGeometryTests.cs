using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

public sealed class CameraGeometryTests
{
    public static TheoryData<double, double, double, double> Cameras => new()
    {
        { 4.2, 22, 38, 0 }, { 1.5, 10, 45, 0 }, { 8, 18, 20, -2 }, { 6, 55, 60, 5 }, { 3, -3, 30, 1 },
    };

    [Theory]
    [MemberData(nameof(Cameras))]
    public void What_the_camera_sees_is_where_it_is(double height, double tilt, double fov, double roll)
    {
        var pole = new Pole(height, tilt, fov, roll);
        foreach (var (right, forward) in (IEnumerable<(double, double)>)[(0, 6), (-2, 9), (3, 14)])
        {
            var (foot, head) = (pole.See(right, forward, 0), pole.See(right, forward, 1.7));

            var place = Assert.NotNull(pole.Geometry.OnGround(foot));
            Assert.Equal(right, place.Right, 0.01);
            Assert.Equal(forward, place.Forward, 0.01);
            Assert.Equal(1.7, Assert.NotNull(pole.Geometry.HeightOf(foot, head)), 0.005);
            var seen = Assert.NotNull(pole.Geometry.Project(place, 1.7));
            Assert.Equal(head.X, seen.X, 1e-4);
            Assert.Equal(head.Y, seen.Y, 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Cameras))]
    public void The_horizon_is_where_the_ground_ends(double height, double tilt, double fov, double roll)
    {
        var pole = new Pole(height, tilt, fov, roll);
        foreach (var right in (double[])[-200_000, 0, 200_000])
        {
            var far = pole.See(right, 1_000_000, 0);
            Assert.Equal(far.Y, pole.Geometry.HorizonAt(far.X), 1e-3);
        }
    }

    [Fact]
    public void Above_the_horizon_and_at_it_is_no_ground()
    {
        var geometry = new Pole(1.5, 10, 45).Geometry;
        var horizon = (float)geometry.HorizonAt(0.5);

        Assert.Null(geometry.OnGround(new NormalizedPoint(0.5f, horizon - 0.1f)));
        Assert.Null(geometry.OnGround(new NormalizedPoint(0.5f, horizon + 0.001f)));
        Assert.Null(geometry.Project(new GroundPoint(0, -5), 0));
    }
}
