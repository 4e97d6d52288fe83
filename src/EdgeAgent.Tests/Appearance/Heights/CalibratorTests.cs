using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

public sealed class CalibratorTests
{
    private static readonly Pole Street = new(4.2, 22, 38);

    private static readonly HeightMark[] Good =
    [
        Street.Mark(-1, 8, 1.7), Street.Mark(2, 16, 1.75), Street.Mark(0, 11, 1.65), Street.Mark(-2, 20, 1.7), Street.Mark(1.5, 9, 1.8),
    ];

    [Fact]
    public void Marks_that_agree_are_a_calibration_with_what_each_comes_out_as()
    {
        var (calibration, problems) = Calibrate(new CalibrationOptions(), Good);

        Assert.Empty(problems);
        Assert.All(Assert.IsType<Calibration>(calibration).Marks, residual => Assert.InRange(residual.Share, -0.02, 0.02));
    }

    [Theory]
    [InlineData(0, 1.2)]
    [InlineData(2, 2.2)]
    [InlineData(4, 1.3)]
    public void The_mark_that_contradicts_the_others_is_named_with_what_the_others_make_of_it(int wrong, double told)
    {
        var marks = Good.Select((mark, i) => i == wrong ? mark with { Meters = told } : mark).ToArray();

        var problem = Assert.Single(Calibrate(new CalibrationOptions(), marks).Problems);

        Assert.Equal(("calibration/marks-contradict", $"c.marks[{wrong}]"), (problem.Code, problem.Path));
        Assert.StartsWith($"mark {wrong + 1} contradicts the others: by them it is 1.", problem.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"not {told:0.00} m ({(told < 1.5 ? '+' : '-')}"), problem.Message, StringComparison.Ordinal);
        var others = double.Parse(problem.Message.Split("it is ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Good[wrong].Meters, others, 0.1);
    }

    [Fact]
    public void Among_three_marks_nobody_can_tell_which_so_all_are_told_the_worst_first()
    {
        HeightMark[] marks = [Good[0], Good[1], Good[2] with { Meters = 0.8 }];

        var problem = Assert.Single(Calibrate(new CalibrationOptions { VerticalFovDegrees = 38 }, marks).Problems);

        Assert.Equal(("calibration/marks-contradict", "c.marks"), (problem.Code, problem.Path));
        Assert.All([1, 2, 3], number => Assert.Contains($"mark {number} comes out ", problem.Message, StringComparison.Ordinal));
        Assert.Contains("fourth mark", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_by_which_the_farther_is_the_larger_fit_only_a_camera_that_looks_straight_down_and_are_refused()
    {
        HeightMark[] marks = [new(new(0.5f, 0.9f), new(0.5f, 0.75f), 1.7), new(new(0.5f, 0.5f), new(0.5f, 0.1f), 1.7)];

        Assert.Equal("calibration/implausible", Assert.Single(Calibrate(new CalibrationOptions { VerticalFovDegrees = 20 }, marks).Problems).Code);
    }

    [Fact]
    public void Two_heads_over_one_foot_contradict_each_other()
    {
        HeightMark[] marks = [new(new(0.5f, 0.8f), new(0.5f, 0.4f), 1.7), new(new(0.5f, 0.8f), new(0.5f, 0.2f), 1.7)];

        Assert.Equal("calibration/marks-contradict", Assert.Single(Calibrate(new CalibrationOptions(), marks).Problems).Code);
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_marks_is_told_at_once()
    {
        HeightMark[] marks =
        [
            Good[0],
            new(new(0.5f, 0.3f), new(0.5f, 0.6f), 1.7),
            new(new(0.5f, 1.3f), new(0.5f, 0.6f), 1.7),
            Good[1] with { Meters = 170 },
            Good[2] with { Meters = double.NaN },
        ];

        Assert.Equal(
            [
                ("calibration/mark-upside-down", "c.marks[1]"), ("calibration/mark-outside", "c.marks[2]"),
                ("calibration/mark-height", "c.marks[3]"), ("calibration/mark-height", "c.marks[4]"),
            ],
            Calibrate(new CalibrationOptions(), marks).Problems.Select(problem => (problem.Code, problem.Path)));
    }

    [Fact]
    public void Marks_side_by_side_tell_nothing_of_how_the_ground_lies()
    {
        var (calibration, problems) = Calibrate(new CalibrationOptions(), [Street.Mark(-2, 12, 1.7), Street.Mark(2, 12, 1.7), Street.Mark(0, 12.3, 1.5)]);

        Assert.Null(calibration);
        Assert.Equal("calibration/marks-alike", Assert.Single(problems).Code);
    }

    [Fact]
    public void One_mark_is_too_few() =>
        Assert.Equal(("calibration/too-few-marks", "c.marks"), Calibrate(new CalibrationOptions(), Good[..1]).Problems is [var only] ? (only.Code, only.Path) : default);

    [Fact]
    public void Without_marks_height_tilt_and_field_of_view_are_all_asked_for()
    {
        Assert.Equal(
            ["c.tiltDegrees", "c.verticalFovDegrees"],
            Calibrate(new CalibrationOptions { HeightMeters = 4.2 }, []).Problems.Select(problem => problem.Path));
        var (calibration, problems) = Calibrate(new CalibrationOptions { HeightMeters = 4.2, TiltDegrees = 22, VerticalFovDegrees = 38 }, []);
        Assert.Empty(problems);
        Assert.Equal(new CameraGeometry(4.2, 22, 38) { RelativeError = 0.04 }, Assert.IsType<Calibration>(calibration).Geometry);
    }

    [Fact]
    public void Nonsense_is_never_more_than_a_problem()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var marks = Enumerable.Range(0, 2 + random.Next(4)).Select(_ => new HeightMark(Point(), Point(), 0.2 + (9 * random.NextDouble()))).ToArray();
            var (calibration, problems) = Calibrate(new CalibrationOptions(), marks);
            Assert.True(calibration is not null || problems.Count > 0);
            Assert.All(problems, problem => Assert.DoesNotContain("NaN", problem.Message, StringComparison.Ordinal));
        }

        NormalizedPoint Point() => new(random.NextSingle(), random.NextSingle());
    }

    private static (Calibration? Calibration, List<Problem> Problems) Calibrate(CalibrationOptions told, HeightMark[] marks)
    {
        List<Problem> problems = [];
        var options = told with
        {
            Marks = [.. marks.Select(mark => new CalibrationMarkOptions { Foot = mark.Foot, Head = mark.Head, HeightMeters = mark.Meters })],
        };
        return (Calibrator.Calibrate(options, "c", problems), problems);
    }
}
