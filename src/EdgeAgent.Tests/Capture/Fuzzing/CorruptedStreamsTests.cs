using EdgeAgent.Parts;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>The campaign of scripts/campaigns/fuzz.sh, as long as a test may be.</summary>
public sealed class CorruptedStreamsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_broken_stream_ends_or_holds_the_process_that_reads_it()
    {
        using var directory = new TemporaryDirectory();

        var result = await new FuzzCampaign(directory.Path).RunAsync(firstSeed: 1, cases: 150, seconds: 300);

        output.WriteLine(result.ToString());
        Assert.Empty(result.Found);
        Assert.Equal(150, result.Cases);

        // Otherwise all of it was refused at the door, and nothing was tried.
        Assert.True(result.Outcomes.GetValueOrDefault("read") > 30, string.Join(", ", result.Outcomes));
    }

    [Theory]
    [InlineData(44, "a stamp beyond 64 bits in the muxer")]
    [InlineData(119717, "an H.265 header that is cut: the muxer counted to 2³²")]
    public async Task What_once_was_found_does_not_come_back(int seed, string what)
    {
        using var directory = new TemporaryDirectory();

        var result = await new FuzzCampaign(directory.Path).RunAsync(seed, cases: 1, seconds: 300);

        Assert.True(result is { Cases: 1, Found.Count: 0 }, $"{what}: {string.Join(", ", result.Found)}");
    }

    [Theory]
    [InlineData("crash", 1, 0, 0)]
    [InlineData("hang", 0, 1, 0)]
    [InlineData("memory", 0, 0, 1)]
    public async Task A_process_that_dies_hangs_or_swells_is_noticed_its_input_kept_and_the_rest_still_run(string pretence, int crashes, int hangs, int overMemory)
    {
        using var directory = new TemporaryDirectory();

        var result = await new FuzzCampaign(directory.Path, pretence).RunAsync(firstSeed: 1, cases: 6, seconds: 300);

        Assert.Equal((6, crashes, hangs, overMemory), (result.Cases, result.Crashes, result.Hangs, result.OverMemory));
        Assert.StartsWith($"seed 2: {pretence}", Assert.Single(result.Found), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(directory["found-2"], "input.*"));
    }

    /// <summary>What fuzz.sh starts: the first seed, the seconds and the directory are in the environment.</summary>
    [Fact(Explicit = true)]
    public async Task For_as_long_as_asked()
    {
        var directory = Environment.GetEnvironmentVariable(FuzzedProcess.Folder)!;
        var result = await new FuzzCampaign(directory).RunAsync(Number(FuzzedProcess.Seed, 1), Number(FuzzedProcess.Cases, int.MaxValue), Number(FuzzedProcess.Seconds, 600));

        File.WriteAllLines(
            Path.Combine(directory, "result"),
            [result.ToString(), .. result.Outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"  {outcome.Value,7} {outcome.Key}"), .. result.Found]);
        Assert.Empty(result.Found);
    }

    private static int Number(string variable, int absent) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, null) : absent;
}
