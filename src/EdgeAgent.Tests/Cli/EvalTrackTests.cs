using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Tracking;

namespace EdgeAgent.Cli;

public sealed class EvalTrackTests : IDisposable
{
    private const int Frames = 100;

    private readonly TemporaryDirectory _directory = new();

    private string Result => _directory["result.txt"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_frame_s_rows_do_not_change_with_what_comes_after_it()
    {
        var detections = Street().Detections;
        var whole = await RowsAsync(detections, "--size", "1920x1080");
        foreach (var last in new[] { 1, 2, 30, 77 })
        {
            var begun = await RowsAsync([.. detections.Where(row => FrameOf(row) <= last)], "--size", "1920x1080");
            Assert.Equal(whole.Where(row => FrameOf(row) <= last), begun);
        }
    }

    [Fact]
    public async Task A_frame_s_rows_do_not_change_with_what_comes_after_it_where_the_size_is_guessed_either()
    {
        var detections = Street().Detections;
        var whole = await RowsAsync(detections);
        Assert.Equal(whole.Where(row => FrameOf(row) <= 20), await RowsAsync([.. detections.Where(row => FrameOf(row) <= 20)]));
    }

    [Fact]
    public async Task The_order_of_the_rows_in_the_file_does_not_matter()
    {
        var detections = Street().Detections;
        Assert.Equal(await RowsAsync(detections), await RowsAsync([.. detections.OrderBy(FrameOf).GroupBy(FrameOf).Reverse().SelectMany(frame => frame)]));
    }

    [Fact]
    public async Task Every_nth_frame_is_looked_at_and_told_of_and_no_other()
    {
        var detections = Street().Detections;
        var rows = await RowsAsync(detections, "--every", "5");

        Assert.All(rows, row => Assert.Equal(1, FrameOf(row) % 5));
        Assert.InRange(rows.Select(FrameOf).Distinct().Count(), (Frames / 5) - 2, Frames / 5);
        Assert.Equal(rows, await RowsAsync([.. detections.Where(row => FrameOf(row) % 5 == 1)], "--every", "5"));
    }

    [Theory]
    [InlineData("25", 1)]
    [InlineData("5", 2)]
    public async Task Frames_without_detections_pass_in_the_sequence_s_own_time(string framesPerSecond, int expectedTracks)
    {
        // 58 frames are 2.3 s or 11.6 s; a track out of sight is remembered for 8 s.
        string[] detections = [.. new[] { 1, 2, 60, 61 }.Select(frame => $"{frame},-1,100,100,50,120,0.99,-1,-1,-1")];
        var rows = await RowsAsync(detections, "--fps", framesPerSecond);
        Assert.Equal(expectedTracks, rows.Select(row => row.Split(',')[1]).Distinct().Count());
    }

    [Fact]
    public async Task The_size_and_the_rate_are_read_where_MOTChallenge_has_them()
    {
        var folder = Directory.CreateDirectory(_directory["sequence/det"]).FullName;
        await WriteAsync(_directory["sequence/seqinfo.ini"], "[Sequence]", "name=street", "frameRate=5", "imWidth = 640", "imHeight = 480");
        await WriteAsync(Path.Combine(folder, "det.txt"), [.. new[] { 1, 2, 60, 61 }.Select(frame => $"{frame},-1,100,100,50,120,0.99")]);

        var result = await InProcess.RunAsync("eval", "track", "--det", Path.Combine(folder, "det.txt"), "--out", Result);

        Assert.Empty(result.Errors);
        Assert.Equal("61 frames, 2 tracks, 4 rows", result.Output[0]);
    }

    [Fact]
    public async Task A_sequence_info_that_lies_is_named_with_its_value()
    {
        await WriteAsync(_directory["seqinfo.ini"], "frameRate=often");
        await WriteAsync(_directory["det.txt"], Street().Detections);

        var result = await InProcess.RunAsync("eval", "track", "--det", _directory["det.txt"], "--out", Result);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"edgeagent: mot/seqinfo: {_directory["seqinfo.ini"]}: frameRate is 'often' (", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tracks_are_scored_and_the_tracker_is_timed_against_a_ground_truth()
    {
        var (truth, detections) = Street();
        await WriteAsync(_directory["gt.txt"], truth);

        var score = JsonDocument.Parse(string.Concat((await RunAsync(detections, "--gt", _directory["gt.txt"], "--json")).Output)).RootElement;

        Assert.Equal(truth.Length, score.GetProperty("score").GetProperty("truth").GetInt32());
        Assert.InRange(score.GetProperty("score").GetProperty("mota").GetDouble(), 0.6, 1);
        Assert.InRange(score.GetProperty("score").GetProperty("idf1").GetDouble(), 0.6, 1);
        Assert.InRange(score.GetProperty("update").GetProperty("meanObjects").GetDouble(), 1, 12);
        Assert.True(score.GetProperty("update").GetProperty("p99Microseconds").GetDouble() >= score.GetProperty("update").GetProperty("medianMicroseconds").GetDouble());
    }

    [Fact]
    public async Task Windows_line_ends_spaces_comments_and_a_byte_order_mark_are_no_fault()
    {
        var detections = Street().Detections;
        var plain = await RowsAsync(detections);
        var odd = detections.Select(row => $"  {row.Replace(",", " , ", StringComparison.Ordinal)}\r").Prepend("# made by hand\r").Append("\r");
        await File.WriteAllTextAsync(_directory["odd.txt"], string.Join('\n', odd), new UTF8Encoding(true), TestContext.Current.CancellationToken);

        var result = await InProcess.RunAsync("eval", "track", "--det", _directory["odd.txt"], "--out", Result);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(plain, await File.ReadAllLinesAsync(Result, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Scores_that_are_no_probabilities_are_taken_as_the_nearest_and_said()
    {
        var result = await RunAsync(["1,-1,10,10,50,100,37.5", "2,-1,10,10,50,100,37.5", "2,-1,90,10,50,100,-2"], "--size", "640x480");
        Assert.Equal("3 of 3 scores are outside of 0 to 1, and taken as 0 or 1", result.SingleError());
        Assert.Equal("2 frames, 1 tracks, 2 rows", result.Output[0]);
    }

    [Theory]
    [InlineData("2,-1,ten,10,50,100,0.9", "x 'ten'")]
    [InlineData("2,-1,NaN,10,50,100,0.9", "x 'NaN'")]
    [InlineData("2,-1,10,10,50,100,nan", "score 'nan'")]
    [InlineData("2,-1,10,Infinity,50,100,0.9", "y 'Infinity'")]
    [InlineData("2,-1,10,10,-50,100,0.9", "width '-50'")]
    [InlineData("2,-1,10,10,50,0,0.9", "height '0'")]
    [InlineData("2,one,10,10,50,100,0.9", "id 'one'")]
    [InlineData("2,1.5,10,10,50,100,0.9", "id '1.5'")]
    [InlineData("0,-1,10,10,50,100,0.9", "frame '0'")]
    [InlineData("1000000000,-1,10,10,50,100,0.9", "frame '1000000000'")]
    [InlineData("2;-1;10;10;50;100;0.9", "1 of the 7 numbers")]
    [InlineData("2,-1,10,10,50,100", "6 of the 7 numbers")]
    [InlineData("2,-1,10,10,,100,0.9", "width ''")]
    [InlineData("2,-1,10,10,5e9,100,0.9", "width '5e9'")]
    public async Task A_row_that_is_none_is_named_by_file_line_and_value(string row, string wrong)
    {
        var result = await RunAsync(["1,-1,10,10,50,100,0.9", row]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"edgeagent: mot/row: {_directory["det.txt"]}:2: ", result.SingleError(), StringComparison.Ordinal);
        Assert.Contains(wrong, result.SingleError(), StringComparison.Ordinal);
        Assert.False(File.Exists(Result));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_holds_nothing_is_one_line()
    {
        var missing = await InProcess.RunAsync("eval", "track", "--det", "/nowhere/det.txt", "--out", Result);
        Assert.StartsWith("edgeagent: file/not-found: /nowhere/det.txt: ", missing.SingleError(), StringComparison.Ordinal);

        var empty = await RunAsync(["# nothing"]);
        Assert.StartsWith($"edgeagent: mot/empty: {_directory["det.txt"]}: ", empty.SingleError(), StringComparison.Ordinal);

        await WriteAsync(_directory["gt.txt"], "1,1,10,10,50,100,0,1,1");
        var uncounted = await RunAsync(["1,-1,10,10,50,100,0.9"], "--gt", _directory["gt.txt"]);
        Assert.StartsWith($"edgeagent: mot/empty: {_directory["gt.txt"]}: ", uncounted.SingleError(), StringComparison.Ordinal);
        Assert.Equal([ExitCode.Failed, ExitCode.Failed, ExitCode.Failed], [missing.ExitCode, empty.ExitCode, uncounted.ExitCode]);
    }

    [Theory]
    [InlineData("nowhere/result.txt")]
    [InlineData("folder")]
    public async Task A_result_that_cannot_be_written_is_one_line_and_leaves_nothing(string name)
    {
        Directory.CreateDirectory(_directory["folder"]);
        await WriteAsync(_directory["det.txt"], Street().Detections);

        var result = await InProcess.RunAsync("eval", "track", "--det", _directory["det.txt"], "--size", "1920x1080", "--out", _directory[name]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"edgeagent: file/unwritable: {_directory[name]}: ", result.SingleError(), StringComparison.Ordinal);
        Assert.Equal(["det.txt", "folder"], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--every", "0")]
    [InlineData("--every", "often")]
    [InlineData("--fps", "NaN")]
    [InlineData("--fps", "-1")]
    [InlineData("--size", "1920")]
    [InlineData("--size", "0x10")]
    [InlineData("--high-score", "1.5")]
    public async Task Options_out_of_bounds_are_wrong_usage(string option, string value)
    {
        var result = await RunAsync(Street().Detections, option, value);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.Contains($"{option} '{value}' must be", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_would_replace_what_is_read_is_wrong_usage()
    {
        var result = await RunAsync(Street().Detections, "--gt", Result);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.StartsWith($"edgeagent: usage/same-file: {Result}: ", result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thresholds_that_do_not_go_together_are_wrong_usage()
    {
        var result = await RunAsync(Street().Detections, "--low-score", "0.9");

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.StartsWith("edgeagent: usage/scores: lowScore 0.9 is above highScore", result.SingleError(), StringComparison.Ordinal);
    }

    private static int FrameOf(string row) => int.Parse(row.Split(',')[0], CultureInfo.InvariantCulture);

    /// <summary>Four seconds of a drawn street, as MOTChallenge writes it.</summary>
    private static (string[] Truth, string[] Detections) Street()
    {
        var street = new Street(seed: 7, people: 6, seconds: Frames / 25.0);
        var frames = Enumerable.Range(1, Frames).Select(frame => (Frame: frame, Seen: street.At(frame / 25.0))).ToList();
        return (
            [.. frames.SelectMany(at => at.Seen.Truth.Select(person => Row(at.Frame, person.Id, person.Box, 1)))],
            [.. frames.SelectMany(at => at.Seen.Detections.Select(detection => Row(at.Frame, -1, detection.Box, detection.Score)))]);
    }

    private static string Row(int frame, int id, BoundingBox box, double score) => string.Create(
        CultureInfo.InvariantCulture, $"{frame},{id},{box.X * 1920:0.##},{box.Y * 1080:0.##},{box.Width * 1920:0.##},{box.Height * 1080:0.##},{score:0.####},-1,-1,-1");

    private static Task WriteAsync(string path, params string[] lines) => File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);

    private async Task<ProgramResult> RunAsync(string[] detections, params string[] arguments)
    {
        await WriteAsync(_directory["det.txt"], detections);
        return await InProcess.RunAsync(["eval", "track", "--det", _directory["det.txt"], "--out", Result, .. arguments]);
    }

    private async Task<string[]> RowsAsync(string[] detections, params string[] arguments)
    {
        var result = await RunAsync(detections, arguments);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return await File.ReadAllLinesAsync(Result, TestContext.Current.CancellationToken);
    }
}
