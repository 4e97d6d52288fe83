using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using EdgeAgent.Parts;
using SkiaSharp;

namespace EdgeAgent.Cli;

/// <summary>What an analysis tells of each track: a page for people, lines for programs.</summary>
public sealed class AnalyzeReportTests : IDisposable
{
    private const string Meadow = "0.4,0.71,0.93,0.71,0.97,0.93,0.36,0.93";

    private readonly TemporaryDirectory _directory = new();

    private static string Scene => Path.Combine(Checkout.Scene, "park.mp4");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_report_of_the_scene_shows_three_people_in_blue_red_and_green()
    {
        // Linux lets a file be called so.
        var video = _directory["<script>&.mp4"];
        File.CreateSymbolicLink(video, Scene);

        var result = await AgentProgram.RunAsync(
            "analyze", video, "--model", Checkout.Model, "--zone", Meadow, "--report", _directory["seen.html"], "--tracks", _directory["seen.jsonl"]);

        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));
        var text = await File.ReadAllTextAsync(_directory["seen.html"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("http:").Length - 1); // The name of SVG.
        var page = Parse(text);
        Assert.Equal("<script>&.mp4", page.Descendants("h1").Single().Value);
        var people = page.Descendants("article").Where(card => card.Attribute("class")!.Value == "card track" && card.Descendants("h3").Single().Value.StartsWith("person", StringComparison.Ordinal)).ToList();
        Assert.Equal(["blue", "red", "green"], people.Select(card => Row(card, "tops").Split(' ')[0]));
        Assert.All(people, card => Assert.True(Picture(card).Height > 200));
        var fired = Assert.Single(page.Descendants("article"), card => card.Attribute("class")!.Value == "card event");
        Assert.Equal("intrusion 침입", fired.Descendants("h3").Single().Value);
        Assert.True(Picture(fired).Width >= 600);

        var lines = await File.ReadAllLinesAsync(_directory["seen.jsonl"], TestContext.Current.CancellationToken);
        var told = lines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("class").GetString() == "person").ToList();
        Assert.Equal(["blue", "red", "green"], told.Select(line => line.GetProperty("appearance").GetProperty("tops")[0].GetProperty("color").GetString()));
        Assert.All(told, line => Assert.True(line.GetProperty("bestTime").GetDouble() >= line.GetProperty("from").GetDouble()));
        Assert.Equal(3, Directory.GetFiles(_directory.Path).Length);
    }

    [Theory]
    [InlineData("--report", "none/seen.html")]
    [InlineData("--tracks", "none/seen.jsonl")]
    public async Task What_cannot_be_written_is_said_before_the_analysis(string option, string path)
    {
        var result = await AgentProgram.RunAsync("analyze", Scene, "--model", Checkout.Model, option, _directory[path]);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("edgeagent: file/unwritable", result.SingleError(), StringComparison.Ordinal);
        Assert.Contains(option, result.SingleError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--report", "seen.png", "seen.mp4")]
    [InlineData("--tracks", "seen.json", "seen.mp4")]
    [InlineData("--report", "same.html", "same.html")]
    [InlineData("--tracks", "same.jsonl", "same.jsonl")]
    public async Task A_name_that_would_mislead_or_cost_the_source_is_wrong_usage(string option, string path, string video)
    {
        var result = await AgentProgram.RunAsync("analyze", _directory[video], option, _directory[path]);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.Contains(option, result.SingleError(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_it_leaves_no_report_behind()
    {
        await using var running = AgentProgram.Start(
            "analyze", Scene, "--model", Checkout.Model, "--zone", Meadow, "--rate", "0", "--report", _directory["seen.html"], "--tracks", _directory["seen.jsonl"]);
        await running.SaysAsync("intrusion");

        var result = await running.StopAsync();

        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    private static XDocument Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static string Row(XElement card, string name) => card.Descendants("dt").Single(row => row.Value == name).ElementsAfterSelf().First().Value;

    private static SKBitmap Picture(XElement card) =>
        SKBitmap.Decode(Convert.FromBase64String(card.Descendants("img").First().Attribute("src")!.Value.Split(',')[1]));
}
