using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Search.Sightings;
using SkiaSharp;

namespace EdgeAgent.Cli.Search;

public sealed class SearchTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task The_likeliest_stands_first_with_what_was_seen_of_it()
    {
        using var running = Fill();

        var result = await RunAsync("--top", "red,orange", "--bottom", "파랑", "--age", "child", "--alone", "--with", "dog", "--heading", "left");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("rank  in view from", result.Output[0], StringComparison.Ordinal);
        Assert.Matches(@"^1 .*gate +1 +1\.00 +red +blue +child +alone +dog +left", result.Output[1]);
        Assert.Equal(4, result.Output.Count);
    }

    [Fact]
    public async Task Programs_read_one_object_in_each_line()
    {
        using var running = Fill();

        var result = await RunAsync("--top", "red", "--json", "--limit", "2", "--since", "2026-07-01T11:00:00Z", "--until", "2026-07-01T13:00:01Z");

        var matches = result.Output.Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal([1, 2], matches.Select(match => match["rank"]!.GetValue<int>()));
        Assert.Equal("gate", matches[0]["camera"]!.GetValue<string>());
        Assert.Equal("synced", matches[0]["clock"]!.GetValue<string>());
        Assert.Equal(Noon, matches[0]["from"]!.GetValue<DateTimeOffset>());
        Assert.Equal("red", matches[0]["attributes"]![0]!["seen"]!.GetValue<string>());
        Assert.Equal(Path.Combine(_data.Path, "crops", "gate/1.jpg"), matches[0]["crop"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_camera_and_a_time_narrow_it()
    {
        using var running = Fill();

        var yard = await RunAsync("--camera", "yard", "--json");
        var later = await RunAsync("--since", "2026-07-01T12:30:00Z", "--json");
        var never = await RunAsync("--until", "2026-06-01T00:00:00Z");

        Assert.Equal("yard", JsonNode.Parse(Assert.Single(yard.Output))!["camera"]!.GetValue<string>());
        Assert.Equal(2, later.Output.Count);
        Assert.Equal(["nothing was seen in that time"], never.Output);
    }

    [Fact]
    public async Task A_vehicle_is_found_by_its_body()
    {
        using var running = Fill();

        var result = await RunAsync("--kind", "car", "--body", "white", "--json");

        Assert.Equal(9, JsonNode.Parse(Assert.Single(result.Output))!["track"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_page_shows_the_best_view_of_each()
    {
        using var running = Fill();
        Directory.CreateDirectory(_data["crops/gate"]);
        using (var crop = new SKBitmap(40, 90))
        using (var file = File.Create(_data["crops/gate/1.jpg"]))
        {
            crop.Erase(SKColors.Red);
            crop.Encode(file, SKEncodedImageFormat.Jpeg, 90);
        }

        var result = await RunAsync("--top", "red", "--sheet", _data["found.png"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        using var page = SKBitmap.Decode(_data["found.png"]);
        Assert.True(page.Pixels.Count(pixel => pixel is { Red: > 200, Green: < 60, Blue: < 60 }) > 10_000);
    }

    [Theory]
    [InlineData("did you mean purple? there are black, white, gray, red, orange, yellow, green, blue, purple, pink, brown, beige", "--top", "purpel")]
    [InlineData("'9' is no age group", "--age", "9")]
    [InlineData("--body says nothing of a person", "--body", "white")]
    [InlineData("--top says nothing of a car", "--kind", "car", "--top", "red")]
    [InlineData("must lie before --until", "--since", "2026-07-02", "--until", "2026-07-01")]
    [InlineData("lies in the future", "--since", "2999-07-02")]
    [InlineData("--limit '0' must be a number", "--limit", "0")]
    [InlineData("camera \"gaet\" has seen nothing that is kept", "--camera", "gaet")]
    public async Task Wrong_usage_is_told_with_what_would_be_right(string told, params string[] arguments)
    {
        using var running = Fill();

        var result = await RunAsync(arguments);

        Assert.Equal(ExitCode.Wrong, result.ExitCode);
        Assert.Contains(told, string.Join('\n', result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_ever_seen_it_says_so_and_makes_no_file()
    {
        var result = await RunAsync("--top", "red");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("search/none", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task A_file_that_cannot_be_searched_is_left_as_it_is_and_told()
    {
        File.WriteAllText(_data["sightings.db"], new string('x', 10_000));

        var result = await RunAsync("--top", "red");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("storage/corrupt", Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Equal(10_000, new FileInfo(_data["sightings.db"]).Length);
    }

    [Fact]
    public async Task A_file_that_no_agent_writes_is_searched_too()
    {
        Fill().Dispose();

        var result = await RunAsync("--top", "red", "--json");

        Assert.Equal(3, result.Output.Count);
    }

    [Fact]
    public async Task A_bench_compares_every_answer_with_every_row()
    {
        var result = await InProcess.RunAsync("bench", "search", "--file", _data["bench.db"], "--rows", "5000", "--queries", "20", "--json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(20, JsonNode.Parse(string.Join('\n', result.Output))!["identical"]!.GetValue<int>());
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) => InProcess.RunAsync(["search", "--data", _data.Path, .. arguments]);

    /// <summary>The agent that has seen them, still running.</summary>
    private SightingsIndex Fill()
    {
        var child = SomeSightings.At(Noon, track: 1) with
        {
            Camera = new CameraId("gate"),
            Crop = "gate/1.jpg",
            Appearance = new Domain.Appearance
            {
                Tops = ColorEstimate.Of(NamedColor.Red, 1),
                Bottoms = ColorEstimate.Of(NamedColor.Blue, 1),
                Age = AgeGroup.Child,
                Company = Company.Alone,
                Carried = Carried.Dog,
                Heading = Heading.Left,
            },
        };
        var index = SomeSightings.Open(_data["sightings.db"]);
        index.Add(SomeSightings.At(Noon + TimeSpan.FromHours(1), NamedColor.Green, track: 2) with { Camera = new CameraId("gate"), Crop = null });
        index.Add(child);
        index.Add(SomeSightings.At(Noon + TimeSpan.FromHours(2), track: 3) with { Camera = new CameraId("yard"), Crop = null });
        index.Add(child with { Track = 9, Crop = null, Appearance = new Domain.Appearance { Kind = ObjectKind.Car, Body = ColorEstimate.Of(NamedColor.White, 1) } });
        index.Flush();
        return index;
    }
}
