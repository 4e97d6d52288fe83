using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Postures;

public sealed class PostureJudgeTests
{
    private const float Seen = 0.2f;

    private static readonly Gen<DrawnPerson> Anybody = Gen.Select(
        Gen.Double[-180, 180],
        Gen.Double[-120, 120],
        Gen.Double[0, 0.9],
        Gen.Bool,
        (degrees, bent, crouched, legs) => new DrawnPerson { Degrees = degrees, Bent = bent, Crouched = crouched, LegScore = legs ? 0.8f : 0 });

    private static readonly Gen<double> Aspect = Gen.Double[0.4, 2.5];

    [Fact]
    public void Who_is_turned_by_less_than_45_degrees_stands_and_by_more_than_60_lies_in_any_picture()
    {
        Gen.Select(Gen.Double[-180, 180], Aspect).Sample((degrees, aspect) =>
        {
            var posture = Judge(new DrawnPerson { Degrees = degrees }.In(aspect), (float)aspect);

            Assert.True(Math.Abs(degrees) is > 44 and < 61 || posture == (Math.Abs(degrees) < 45 ? Posture.Upright : Posture.Lying), $"{degrees}: {posture}");
        });
    }

    [Fact]
    public void Nobody_whose_torso_is_within_55_degrees_of_upright_lies()
    {
        Anybody.Where(person => Math.Abs(person.Degrees + person.Bent) < 55).Select(Aspect).Sample((person, aspect) =>
            Assert.NotEqual(Posture.Lying, Judge(person.In(aspect), (float)aspect)));
    }

    [Fact]
    public void Size_place_and_the_shape_of_the_picture_change_nothing()
    {
        Gen.Select(Anybody, Gen.Double[0.02, 3], Gen.Double[-0.2, 1.2], Gen.Double[-0.2, 1.2], Aspect).Sample((person, height, x, y, aspect) =>
        {
            var elsewhere = person with { Height = height, X = x, Y = y };

            AssertSame(person.In(1), 1, elsewhere.In(aspect), aspect, person);
        });
    }

    [Fact]
    public void A_mirrored_picture_gives_the_same()
    {
        Gen.Select(Anybody, Aspect).Sample((person, aspect) =>
            AssertSame(person.In(aspect), aspect, (person with { Mirrored = true }).In(aspect), aspect, person));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.8, 0)]
    [InlineData(0.8, 20)]
    [InlineData(0, 90)]
    [InlineData(0, -100)]
    public void Who_crouches_or_bends_down_neither_stands_nor_lies(double crouched, double bent) =>
        Assert.Equal(Posture.Crouching, Judge(new DrawnPerson { Crouched = crouched, Bent = bent }.In(1.5), 1.5f));

    [Theory]
    [InlineData(0, nameof(Posture.Upright))]
    [InlineData(90, nameof(Posture.Lying))]
    public void Without_legs_the_torso_alone_decides(double degrees, string posture) =>
        Assert.Equal(Enum.Parse<Posture>(posture), Judge(new DrawnPerson { Degrees = degrees, LegScore = 0 }.In(1.5), 1.5f));

    [Fact]
    public void Who_is_hardly_seen_has_no_posture()
    {
        Anybody.Sample(person =>
            Assert.Equal(Posture.Unknown, Judge((person with { Score = Seen / 2 }).In(1.5), 1.5f)));
        Assert.Equal(Posture.Unknown, Judge(default, 1.5f));
    }

    [Fact]
    public void A_torso_alone_that_is_barely_seen_has_no_posture()
    {
        foreach (var (score, posture) in new[] { (Seen, Posture.Unknown), (0.42f, Posture.Lying) })
        {
            Assert.Equal(posture, Judge(new DrawnPerson { Degrees = 90, Score = score, LegScore = 0 }.In(1.5), 1.5f));
        }
    }

    [Fact]
    public void A_torso_that_points_at_the_camera_has_no_posture()
    {
        var pose = new DrawnPerson().In(1.5);
        foreach (var hip in new[] { BodyPoint.LeftHip, BodyPoint.RightHip })
        {
            pose[hip] = pose[hip] with { Y = pose[BodyPoint.LeftShoulder].Y + 0.02f };
        }

        Assert.Equal(Posture.Unknown, Judge(pose, 1.5f));
    }

    [Fact]
    public void Points_that_are_no_numbers_have_no_posture()
    {
        var pose = new DrawnPerson().In(1.5);
        pose[BodyPoint.LeftHip] = new Keypoint(float.NaN, float.NaN, 0.9f);

        Assert.Equal(Posture.Unknown, Judge(pose, 1.5f));
        Assert.Equal(Posture.Unknown, Judge(new DrawnPerson().In(1.5), float.NaN));
    }

    private static Posture Judge(Pose pose, float aspect) => PostureJudge.PostureOf(pose, aspect, Seen);

    /// <summary>But for rounding at the limits, which a nudge either way reveals.</summary>
    private static void AssertSame(Pose first, double firstAspect, Pose second, double secondAspect, DrawnPerson person)
    {
        if (Judge(first, (float)firstAspect) != Judge(second, (float)secondAspect))
        {
            var around = new[] { -0.1, 0.1 }.SelectMany(nudge => new[]
            {
                person with { Degrees = person.Degrees + nudge },
                person with { Crouched = person.Crouched + (nudge / 20) },
            });
            Assert.True(
                around.Select(near => Judge(near.In(firstAspect), (float)firstAspect)).Distinct().Count() > 1,
                person.ToString());
        }
    }
}
