using System.Globalization;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Cli;

/// <summary>What an analysis shows to people: a video, a page, single pictures.</summary>
public sealed class AnalyzePicturesTests : IDisposable
{
    private const string Meadow = "0.4,0.71,0.93,0.71,0.97,0.93,0.36,0.93";

    // Where nobody is ever.
    private const string Sky = "0,0,1,0,1,0.1,0,0.1";

    private readonly TemporaryDirectory _directory = new();

    private static string Scene => Path.Combine(Checkout.Scene, "park.mp4");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_video_has_every_analysed_frame_at_its_time_with_the_boxes_on_it()
    {
        var result = await AnalyzeAsync(Scene, "--zone", Meadow, "--annotate", _directory["seen.mp4"], "--sheet", _directory["seen.png"]);

        var stamps = Stamps("seen.mp4");
        Assert.Contains($" {stamps.Length} of ", result.Errors[^1], StringComparison.Ordinal);
        Assert.Empty(stamps.Except(Stamps(Scene)));
        Assert.Empty(Tool.Run("ffmpeg", "-v", "warning", "-i", _directory["seen.mp4"], "-f", "null", "-"));

        // The intrusion's start: its box is red, and the picture beside it is as it was.
        var (drawn, source) = (FrameAt(_directory["seen.mp4"], 10), FrameAt(Scene, 10));
        var alarms = Enumerable.Range(0, 1280).Count(x => IsAlarm(drawn.GetPixel(x, 300)) && !IsAlarm(source.GetPixel(x, 300)));
        Assert.InRange(alarms, 4, 20);
        Assert.True(Distance(drawn.GetPixel(60, 300), source.GetPixel(60, 300)) < 60);

        using var sheet = SKBitmap.Decode(_directory["seen.png"]);
        Assert.Equal(1544, sheet.Width);
        Assert.Contains(Column(sheet, 40), IsAlarm);
        Assert.Equal(2, Directory.GetFiles(_directory.Path).Length);
    }

    [Fact]
    public async Task Without_an_event_the_page_shows_the_video_at_a_steady_pace()
    {
        await AnalyzeAsync(Scene, "--zone", Sky, "--rate", "1", "--sheet", _directory["none.png"]);

        using var sheet = SKBitmap.Decode(_directory["none.png"]);
        Assert.Equal(1544, sheet.Width);
        Assert.True(sheet.Height > 2 * 330, "at least two rows of pictures");
        Assert.DoesNotContain(Column(sheet, 40), IsAlarm);
    }

    [Fact]
    public async Task All_that_is_shown_can_be_asked_for_at_once()
    {
        await AnalyzeAsync(
            Scene, "--zone", Meadow, "--rate", "2", "--annotate", _directory["a.mp4"], "--sheet", _directory["b.PNG"], "--pictures", _directory["c"], "--every", "0");

        Assert.True(File.Exists(_directory["a.mp4"]));
        Assert.True(File.Exists(_directory["b.PNG"]));
        Assert.Equal(2, Directory.GetFiles(_directory["c"]).Length);
    }

    [Theory]
    [InlineData("--annotate", "none/seen.mp4")]
    [InlineData("--sheet", "none/seen.png")]
    [InlineData("--sheet", "folder.png")]
    [InlineData("--pictures", "file/pictures")]
    public async Task What_cannot_be_written_is_said_before_the_analysis(string option, string path)
    {
        Directory.CreateDirectory(_directory["folder.png"]);
        await File.WriteAllTextAsync(_directory["file"], "", TestContext.Current.CancellationToken);

        var result = await AgentProgram.RunAsync("analyze", Scene, "--model", Checkout.Model, option, _directory[path]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: file/unwritable", result.SingleError(), StringComparison.Ordinal);
        Assert.Contains(option, result.SingleError(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--annotate", "seen.avi")]
    [InlineData("--sheet", "seen.jpg")]
    [InlineData("--annotate", "SCENE")]
    public async Task A_name_that_would_mislead_or_cost_the_source_is_wrong_usage(string option, string path)
    {
        path = path == "SCENE" ? Scene : _directory[path];
        var result = await AgentProgram.RunAsync("analyze", Scene, option, path);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.Contains(option, result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_shown_as_far_as_it_goes_and_the_error_follows()
    {
        var bytes = await File.ReadAllBytesAsync(Scene, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_directory["cut.mp4"], bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);

        var result = await AgentProgram.RunAsync(
            "analyze", _directory["cut.mp4"], "--model", Checkout.Model, "--rate", "1", "--annotate", _directory["seen.mp4"], "--sheet", _directory["seen.png"]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: ", result.Errors[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(_directory["seen.png"]));
        Assert.Empty(Tool.FFmpeg("-i", _directory["seen.mp4"], "-f", "null", "-"));
    }

    [Fact]
    public async Task Stopping_it_leaves_no_half_a_video_behind()
    {
        await using var running = AgentProgram.Start(
            "analyze", Scene, "--model", Checkout.Model, "--zone", Meadow, "--rate", "0", "--annotate", _directory["seen.mp4"], "--sheet", _directory["seen.png"]);
        await running.SaysAsync("intrusion");
        Assert.Single(Directory.GetFiles(_directory.Path, "*.partial"));

        var result = await running.StopAsync();

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Empty(result.Errors);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    private static async Task<ProgramResult> AnalyzeAsync(string file, params string[] arguments)
    {
        var result = await AgentProgram.RunAsync(["analyze", file, "--model", Checkout.Model, .. arguments]);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return result;
    }

    private static bool IsAlarm(SKColor color) => color is { Red: > 170, Green: < 90, Blue: < 100 };

    private static int Distance(SKColor a, SKColor b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);

    private static IEnumerable<SKColor> Column(SKBitmap bitmap, int x) => Enumerable.Range(0, bitmap.Height).Select(y => bitmap.GetPixel(x, y));

    private SKBitmap FrameAt(string path, double seconds)
    {
        var target = _directory["frame.png"];
        Tool.FFmpeg("-ss", seconds.ToString(CultureInfo.InvariantCulture), "-i", path, "-frames:v", "1", target);
        var frame = SKBitmap.Decode(target);
        File.Delete(target);
        return frame;
    }

    private string[] Stamps(string name) =>
        [.. Tool.FFprobe("-show_entries", "packet=pts_time", "-of", "csv=p=0", Path.IsPathRooted(name) ? name : _directory[name])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd(','))];
}
