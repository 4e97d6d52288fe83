using System.Text.Json;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

public sealed class EvalAppearanceTests : IDisposable
{
    private const string Heading = "person,seconds,x,y,width,height,tops,bottoms";

    private readonly TemporaryDirectory _labels = new();

    private static string Park => Path.Combine(Checkout.Scene, "park.mp4");

    public void Dispose() => _labels.Dispose();

    [Fact]
    public async Task The_three_of_the_composed_scene_wear_blue_red_and_green()
    {
        Label("a,8.0,0.364,0.225,0.089,0.529,blue,", "b,12.8,0.484,0.239,0.077,0.406,red,", "c,14.2,0.357,0.232,0.084,0.446,green,", "nobody,1,0.1,0.1,0.1,0.1,red,red");
        var result = await RunAsync(Park, "--json");

        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        using var report = JsonDocument.Parse(string.Join('\n', result.Output));
        var people = report.RootElement.EnumerateArray().ToDictionary(person => person.GetProperty("name").GetString()!);
        string Said(string name) => people[name].GetProperty("tops").GetProperty("said").GetString()!.Split(' ')[0];
        Assert.Equal(("blue", "red", "green", "unknown"), (Said("a"), Said("b"), Said("c"), Said("nobody")));
        Assert.False(people["nobody"].TryGetProperty("track", out _));
    }

    [Fact]
    public async Task Figures_over_nobody_are_a_failure()
    {
        Label("nobody,1,0.1,0.1,0.1,0.1,red,red");
        var result = await RunAsync(Park, "--rate", "1");
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("followed   0 of 1 = 0.0 % (95 %: 0-79 %)", result.Output);
    }

    [Fact]
    public async Task Labels_that_cannot_be_read_are_one_line_before_any_work_is_done()
    {
        Label("a,soon,0.364,0.225,0.089,0.529,blue,");
        var result = await RunAsync("/nowhere/else.mp4", Park);
        Assert.StartsWith("edgeagent: labels/unreadable: ", result.SingleError(), StringComparison.Ordinal);
        Assert.Contains("else.csv", result.SingleError(), StringComparison.Ordinal);

        result = await RunAsync(Park, "--rate", "1");
        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("line 2: 'soon' is no number", result.SingleError(), StringComparison.Ordinal);
    }

    private void Label(params string[] lines) => File.WriteAllLines(_labels["park.csv"], [Heading, .. lines]);

    private Task<ProgramResult> RunAsync(params string[] arguments) => InProcess.RunAsync(
        ["eval", "appearance", .. arguments, "--labels", _labels.Path, "--model", Checkout.Model, .. arguments.Contains("--rate") ? (string[])[] : ["--rate", "5"]]);
}
