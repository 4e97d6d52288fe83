namespace EdgeAgent.Appearance.Heights;

public sealed class MarkFitTests
{
    private static readonly Pole[] Poles = [new(4.2, 22, 38), new(1.5, 10, 45), new(8, 18, 22, 2), new(6, 45, 50, -1)];

    public static TheoryData<int> Each => [.. Enumerable.Range(0, Poles.Length)];

    [Theory]
    [MemberData(nameof(Each))]
    public void Two_marks_and_the_field_of_view_recover_the_camera(int index)
    {
        var pole = Poles[index];

        var found = Fit([.. Marks(pole).Take(2)], new CalibrationOptions { VerticalFovDegrees = pole.Fov, RollDegrees = pole.Roll }).Geometry;

        Assert.Equal(pole.Height, found.HeightMeters, 0.02 * pole.Height);
        Assert.Equal(pole.Tilt, found.TiltDegrees, 0.3);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Marks_alone_measure_others_right_whatever_the_field_of_view_is(int index)
    {
        var pole = Poles[index];
        foreach (var count in (int[])[2, 3, 6])
        {
            var geometry = Fit([.. Marks(pole).Take(count)], new CalibrationOptions()).Geometry;

            foreach (var (meters, forward) in (IEnumerable<(double, double)>)[(1.2, 0.9), (1.7, 1.2), (1.4, 1.6)])
            {
                var other = pole.Mark(0.3, forward * Near(pole), meters);
                Assert.Equal(meters, Assert.NotNull(geometry.HeightOf(other.Foot, other.Head)), 0.05 * meters);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Marks_that_are_made_by_hand_at_people_of_about_that_height_measure_others(int index)
    {
        var pole = Poles[index];
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            List<HeightMark> marks = [.. Marks(pole).Select(mark => mark with
            {
                Foot = mark.Foot with { Y = mark.Foot.Y + Slip(random) },
                Head = mark.Head with { X = mark.Head.X + Slip(random), Y = mark.Head.Y + Slip(random) },
                Meters = mark.Meters * (1 + (0.03 * ((2 * random.NextDouble()) - 1))),
            })];

            var geometry = Fit(marks, new CalibrationOptions()).Geometry;

            var other = pole.Mark(-0.5, 1.3 * Near(pole), 1.5);
            Assert.Equal(1.5, Assert.NotNull(geometry.HeightOf(other.Foot, other.Head)), 0.09);
        }
    }

    [Fact]
    public void Many_good_marks_tell_roll_and_field_of_view_too()
    {
        var pole = new Pole(4.2, 25, 60, 3);
        var found = Fit([.. from forward in (double[])[4, 6, 9, 13, 18] from right in (double[])[-2, 0, 2] select pole.Mark(right, forward, 2)], new CalibrationOptions());

        Assert.Equal(60, found.Geometry.VerticalFovDegrees, 4.0);
        Assert.Equal(3, found.Geometry.RollDegrees, 0.5);
        Assert.InRange(found.FovError, 0.001, 0.2);
    }

    /// <summary>Where an adult is first wholly in the picture, about.</summary>
    private static double Near(Pole pole) => Math.Max(1.5 * pole.Height / Math.Tan(double.DegreesToRadians(pole.Tilt + (pole.Fov / 2))), 4);

    private static List<HeightMark> Marks(Pole pole)
    {
        (double Right, double Forward, double Meters)[] people =
            [(-0.8, 1, 1.7), (1, 2.2, 1.75), (0.2, 1.5, 1.65), (-1, 1.9, 1.7), (0.9, 1.1, 1.8), (-0.2, 2.6, 1.6)];
        return [.. people.Select(person => pole.Mark(person.Right, person.Forward * Near(pole), person.Meters))];
    }

    private static Calibration Fit(IReadOnlyList<HeightMark> marks, CalibrationOptions told) => Assert.IsType<Calibration>(MarkFit.Of(marks, told));

    private static float Slip(Random random) => (float)(0.004 * ((2 * random.NextDouble()) - 1));
}
