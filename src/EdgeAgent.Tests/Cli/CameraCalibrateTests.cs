using System.Text.Json;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Cli;

public sealed class CameraCalibrateTests : IDisposable
{
    private static readonly string[] Marks = ["--mark", "0.59,0.75,0.59,0.225,1.7", "--mark", "1064,462,1064,170,1.7"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static string Poster => Path.Combine(Checkout.Scene, "park.png");

    private string Out => _directory["calibrated.png"];

    [Fact]
    public async Task Two_marks_in_shares_or_pixels_make_a_setting_that_the_configuration_takes_and_a_picture()
    {
        var result = await InProcess.RunAsync(["camera", "calibrate", "--picture", Poster, .. Marks, "--out", Out]);

        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));
        var setting = "{" + string.Join('\n', result.Output.TakeWhile(line => !line.StartsWith("camera:", StringComparison.Ordinal))) + "}";
        Assert.Equal(2, JsonDocument.Parse(setting).RootElement.GetProperty("calibration").GetProperty("marks").GetArrayLength());
        Assert.Contains(result.Output, line => line.StartsWith("horizon: at y = 0.3", StringComparison.Ordinal));
        Assert.Contains(result.Output, line => line.StartsWith("a child of 1.2 m is told from an adult from ", StringComparison.Ordinal));
        Assert.Contains(result.Output, line => line.StartsWith("2     1.70 m", StringComparison.Ordinal));
        using var drawn = SKBitmap.Decode(Out);
        using var plain = SKBitmap.Decode(Poster);
        Assert.Equal((plain.Width, plain.Height), (drawn.Width, drawn.Height));
        Assert.InRange(drawn.Bytes.Zip(plain.Bytes).Count(pair => pair.First != pair.Second) / (double)plain.ByteCount, 0.03, 0.5);
    }

    [Fact]
    public async Task Height_tilt_and_field_of_view_do_on_the_first_picture_of_a_video()
    {
        var result = await InProcess.RunAsync(
            "camera", "calibrate", Path.Combine(Checkout.Scene, "park.mp4"), "--height", "1.5", "--tilt", "10.06", "--fov", "45", "--out", Out, "--json");

        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));
        var json = JsonDocument.Parse(string.Concat(result.Output)).RootElement;
        Assert.Equal(206.0 / 720, json.GetProperty("horizon").GetDouble(), 0.002);
        Assert.Equal(1.5, json.GetProperty("calibration").GetProperty("heightMeters").GetDouble());
        Assert.InRange(json.GetProperty("toldToMeters").GetDouble(), 20, 120);
    }

    [Fact]
    public async Task The_calibration_of_a_configured_camera_is_shown_as_it_is()
    {
        var config = _directory["agent.json"];
        await File.WriteAllTextAsync(
            config,
            $$"""
            { "city": "seoul", "pole": "p-1", "broker": { "host": "192.0.2.1" }, "cameras": [
                { "id": "gate", "url": "file://{{Path.Combine(Checkout.Scene, "park.mp4")}}", "calibration": { "heightMeters": 1.5, "tiltDegrees": 10, "verticalFovDegrees": 45 } } ] }
            """,
            TestContext.Current.CancellationToken);

        var result = await InProcess.RunAsync("camera", "calibrate", "--config", config, "--camera", "gate", "--out", Out);

        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));
        Assert.True(File.Exists(Out));
        var unknown = await InProcess.RunAsync("camera", "calibrate", "--config", config, "--camera", "yard", "--out", Out);
        Assert.StartsWith("edgeagent: usage/camera: --camera: the configuration has no camera 'yard' (give one of gate)", unknown.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_that_contradicts_the_others_is_one_line_and_no_picture_is_written()
    {
        var result = await InProcess.RunAsync(
            ["camera", "calibrate", "--picture", Poster, .. Marks, "--mark", "0.1,0.9,0.1,0.2,1.7", "--mark", "0.3,0.6,0.3,0.25,1.0", "--out", Out]);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.StartsWith("edgeagent: calibration/marks-contradict: calibration.marks[3]: mark 4 contradicts the others: by them it is 1.", result.SingleError(), StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Theory]
    [InlineData("usage/calibration")]
    [InlineData("calibration/too-few-marks", "--mark", "0.5,0.8,0.5,0.4,1.7")]
    [InlineData("calibration/missing", "--height", "4", "--tilt", "20")]
    [InlineData("calibration/both", "--height", "4", "--mark", "0.5,0.9,0.5,0.4,1.7", "--mark", "0.5,0.5,0.5,0.3,1.7")]
    [InlineData("calibration/mark-outside", "--mark", "0.5,0.9,0.5,0.4,1.7", "--mark", "5000,500,500,300,1.7")]
    [InlineData("usage/wrong: --mark '0.5,0.9,0.5,1.7' must be foot x,y, head x,y and metres", "--mark", "0.5,0.9,0.5,1.7")]
    [InlineData("usage/wrong: --tilt '100' must be a number of -20 to 89", "--tilt", "100")]
    public async Task What_is_wrong_is_one_line(string error, params string[] arguments)
    {
        var result = await InProcess.RunAsync(["camera", "calibrate", "--picture", Poster, "--out", Out, .. arguments]);

        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.StartsWith($"edgeagent: {error}", result.SingleError(), StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task No_picture_or_two_or_none_that_can_be_read_is_one_line()
    {
        string[] told = ["--height", "4", "--tilt", "20", "--fov", "40", "--out", Out];
        Assert.Contains("usage/picture", (await InProcess.RunAsync(["camera", "calibrate", .. told])).SingleError(), StringComparison.Ordinal);
        Assert.Contains("usage/picture", (await InProcess.RunAsync(["camera", "calibrate", "x.mp4", "--picture", Poster, .. told])).SingleError(), StringComparison.Ordinal);
        Assert.Contains("file/not-found", (await InProcess.RunAsync(["camera", "calibrate", "--picture", _directory["x.png"], .. told])).SingleError(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(_directory["text.png"], "no picture", TestContext.Current.CancellationToken);
        Assert.Contains("file/no-picture", (await InProcess.RunAsync(["camera", "calibrate", "--picture", _directory["text.png"], .. told])).SingleError(), StringComparison.Ordinal);
    }
}
