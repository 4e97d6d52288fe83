using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

public sealed class CalibrationConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{}""", "calibration/missing", "heightMeters", "calibration/missing", "tiltDegrees", "calibration/missing", "verticalFovDegrees")]
    [InlineData("""{ "heightMeters": 4, "tiltDegrees": 20 }""", "calibration/missing", "verticalFovDegrees")]
    [InlineData("""{ "heightMeters": 400, "tiltDegrees": 95 }""", "config/range", "heightMeters", "config/range", "tiltDegrees")]
    [InlineData("""{ "height": 4 }""", "config/unknown-setting", "height")]
    [InlineData("""{ "marks": [{ "foot": [0.5, 0.8], "head": [0.5, 0.4], "heightMeters": 1.7 }] }""", "calibration/too-few-marks", "marks")]
    [InlineData("""{ "marks": [{ "foot": [0.5, 1.8], "head": [0.5, 0.4] }] }""", "config/range", "marks[0].foot[1]", "config/missing", "marks[0].heightMeters")]
    [InlineData(
        """{ "marks": [{ "foot": [0.5, 0.4], "head": [0.5, 0.8], "heightMeters": 1.7 }, { "foot": [0.2, 0.3], "head": [0.2, 0.3], "heightMeters": 1.7 }] }""",
        "calibration/mark-upside-down", "marks[0]", "calibration/mark-upside-down", "marks[1]")]
    [InlineData(
        """{ "heightMeters": 4, "marks": [{ "foot": [0.5, 0.9], "head": [0.5, 0.4], "heightMeters": 1.7 }, { "foot": [0.2, 0.5], "head": [0.2, 0.3], "heightMeters": 1.7 }] }""",
        "calibration/both", null)]
    public void All_that_is_wrong_is_named_with_its_place(string calibration, params string?[] codesAndPaths)
    {
        var problems = _folder.Fail(With(calibration)).Problems;

        Assert.Equal(
            codesAndPaths.Chunk(2).Select(pair => (pair[0], pair[1] is null ? "cameras[0].calibration" : $"cameras[0].calibration.{pair[1]}")),
            problems.Select(problem => ((string?)problem.Code, problem.Path!)));
    }

    [Theory]
    [InlineData("""{ "heightMeters": 4.2, "tiltDegrees": 22, "verticalFovDegrees": 38 }""", 4.2)]
    [InlineData("""{ "marks": [{ "foot": [0.5, 0.9], "head": [0.5, 0.4], "heightMeters": 1.7 }, { "foot": [0.2, 0.5], "head": [0.2, 0.3], "heightMeters": 1.7 }] }""", 2.3)]
    public void The_plan_of_a_camera_has_its_geometry(string calibration, double height)
    {
        var options = _folder.Load(With(calibration)).Options;

        Assert.Equal(height, Assert.IsType<Appearance.Heights.CameraGeometry>(CameraPlans.From(options).Single().Geometry).HeightMeters, 0.3);
    }

    [Fact]
    public void A_camera_without_calibration_has_none() => Assert.Null(CameraPlans.From(_folder.Load().Options).Single().Geometry);

    private static string With(string calibration) => ConfigurationFolder.With(root => root["cameras"]![0]!["calibration"] = JsonNode.Parse(calibration));
}
