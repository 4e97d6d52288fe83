using System.Text.Json;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class EvalDetectTests(MadeVideos videos) : IDisposable, IClassFixture<MadeVideos>
{
    private readonly TemporaryDirectory _directory = new();

    private string Videos => Directory.CreateDirectory(_directory["videos"]).FullName;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_model_agrees_wholly_with_itself()
    {
        var report = await CompareAsync(Checkout.Model, Checkout.Model, Checkout.Scene);

        foreach (var figures in new[] { Total(report, "all"), Total(report, "person") })
        {
            Assert.InRange(figures.GetProperty("matched").GetInt32(), 5, int.MaxValue);
            Assert.Equal((1, 1, 1), (Figure(figures, "recall"), Figure(figures, "precision"), Figure(figures, "f1")));
            Assert.Equal((0, 0), (Figure(figures, "meanScoreDifference"), Figure(figures, "p95ScoreDifference")));
            Assert.Equal(1, Figure(figures, "meanOverlap"), tolerance: 1e-4);
        }
    }

    [Fact]
    public async Task A_higher_threshold_misses_only_what_was_near_the_lower_one()
    {
        var reference = ModelCopy.WithScore(_directory["reference"], 0.2);
        var candidate = ModelCopy.WithScore(_directory["candidate"], 0.25);

        var figures = Total(await CompareAsync(reference, candidate, Checkout.Scene), "all");

        Assert.InRange(figures.GetProperty("missed").GetInt32(), 1, 20);
        Assert.Equal(figures.GetProperty("missed").GetInt32(), figures.GetProperty("missedNear").GetInt32());
        Assert.Equal(0, figures.GetProperty("added").GetInt32());
        Assert.Equal(0, Figure(figures, "meanScoreDifference"));
    }

    [Fact]
    public async Task Models_of_different_input_sizes_and_orders_of_labels_are_matched_by_label()
    {
        File.Copy(videos.Plain, Path.Combine(Videos, "a.mp4"));
        File.Copy(videos.Plain, Path.Combine(Videos, "b.MP4"));
        var reference = ConstantModel.Write(_directory["reference"], 64, ["person", "dog"], "person", 0.8f);
        var candidate = ConstantModel.Write(_directory["candidate"], 128, ["cat", "dog", "person"], "person", 0.7f);

        var report = await CompareAsync(reference, candidate, Videos);

        // Four seconds at one frame a second, twice.
        var figures = Total(report, "person");
        Assert.Equal((8, 8), (figures.GetProperty("frames").GetInt32(), figures.GetProperty("matched").GetInt32()));
        Assert.Equal(0.1, Figure(figures, "meanScoreDifference"), tolerance: 1e-6);
        Assert.Equal(1, Figure(figures, "meanOverlap"), tolerance: 1e-3);
        Assert.Equal(["a.mp4", "b.MP4"], report.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task What_is_in_the_same_place_under_another_label_is_missed_and_added()
    {
        File.Copy(videos.Plain, Path.Combine(Videos, "a.mp4"));
        var reference = ConstantModel.Write(_directory["reference"], 64, ["person", "dog"], "person", 0.8f);
        var candidate = ConstantModel.Write(_directory["candidate"], 64, ["dog", "person"], "dog", 0.37f);

        var figures = Total(await CompareAsync(reference, candidate, Videos), "all");

        Assert.Equal((4, 0), (figures.GetProperty("missed").GetInt32(), figures.GetProperty("missedNear").GetInt32()));
        Assert.Equal((4, 4), (figures.GetProperty("added").GetInt32(), figures.GetProperty("addedNear").GetInt32()));
        Assert.False(figures.TryGetProperty("meanOverlap", out _));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_said_and_counted_and_the_others_go_on()
    {
        File.Copy(videos.Plain, Path.Combine(Videos, "whole.mp4"));
        File.WriteAllText(Path.Combine(Videos, "broken.mp4"), "no video");
        File.WriteAllText(Path.Combine(Videos, "notes.txt"), "no video, and not called one");
        var model = ConstantModel.Write(_directory["model"], 64, ["person"], "person", 0.8f);

        var result = await RunAsync(model, model, Videos);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("edgeagent: file/not-video: ", result.SingleError(), StringComparison.Ordinal);
        Assert.Equal("1 of 2 files could not be read and are not counted", result.Output[^1]);
    }

    [Fact]
    public async Task A_folder_of_which_nothing_can_be_read_has_failed()
    {
        File.WriteAllText(Path.Combine(Videos, "broken.mp4"), "no video");
        var model = ConstantModel.Write(_directory["model"], 64, ["person"], "person", 0.8f);

        Assert.Equal(ExitCode.Failed, (await RunAsync(model, model, Videos)).ExitCode);
    }

    [Fact]
    public async Task A_folder_without_videos_and_a_model_that_is_not_there_are_one_line()
    {
        var model = ConstantModel.Write(_directory["model"], 64, ["person"], "person", 0.8f);
        AssertFailed("file/no-video", await RunAsync(model, model, Videos));
        AssertFailed("file/not-found", await RunAsync(model, model, "/nowhere"));
        File.Copy(videos.Plain, Path.Combine(Videos, "a.mp4"));
        AssertFailed("model/missing: /nowhere/manifest.json", await RunAsync(model, "/nowhere", Videos));
        AssertFailed("model/missing: /nowhere/manifest.json", await RunAsync("/nowhere", model, Videos));
    }

    private static void AssertFailed(string code, ProgramResult result)
    {
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"edgeagent: {code}", result.SingleError(), StringComparison.Ordinal);
    }

    private static JsonElement Total(JsonElement report, string label) => report.GetProperty("total").GetProperty(label);

    private static double Figure(JsonElement figures, string name) => figures.GetProperty(name).GetDouble();

    private static Task<ProgramResult> RunAsync(string reference, string candidate, string folder, params string[] arguments) =>
        InProcess.RunAsync(["eval", "detect", candidate, folder, "--reference", reference, "--rate", "1", .. arguments]);

    private static async Task<JsonElement> CompareAsync(string reference, string candidate, string folder)
    {
        var result = await RunAsync(reference, candidate, folder, "--json");
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return JsonDocument.Parse(string.Concat(result.Output)).RootElement;
    }
}
