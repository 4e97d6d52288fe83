using System.Diagnostics;
using System.Globalization;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>Breaks streams in a process of its own, which is started again after each crash and hang, until the time or the cases are over.</summary>
internal sealed class FuzzCampaign(string directory, string? pretence = null)
{
    public const string Unexpected = "unexpected";

    private readonly Dictionary<string, int> _outcomes = [];
    private readonly List<string> _found = [];
    private int _cases;
    private int _crashes;
    private int _hangs;
    private int _overMemory;
    private long _peak;

    /// <summary>Puts a case's input and story where the next case does not take their place.</summary>
    public static void Keep(string directory, int seed, string story)
    {
        var kept = Directory.CreateDirectory(Path.Combine(directory, $"found-{seed}")).FullName;
        File.WriteAllText(Path.Combine(kept, "story.txt"), story);
        foreach (var input in Directory.EnumerateFiles(directory, "input.*"))
        {
            File.Copy(input, Path.Combine(kept, Path.GetFileName(input)), overwrite: true);
        }
    }

    /// <param name="seconds">Ends after these, or after the cases.</param>
    public async Task<FuzzResult> RunAsync(int firstSeed, int cases, double seconds)
    {
        Directory.CreateDirectory(directory);
        FuzzMaterial.In(Path.Combine(directory, "material"));
        var started = TimeProvider.System.GetTimestamp();
        var seed = firstSeed;
        while (seed - firstSeed < cases && seconds - TimeProvider.System.GetElapsedTime(started).TotalSeconds is > 1 and var left)
        {
            seed = await RunProcessAsync(seed, firstSeed + cases - seed, (int)left) + 1;
        }

        return new FuzzResult(_cases, _crashes, _hangs, _overMemory, _peak, _outcomes, _found);
    }

    /// <returns>The seed that it came to.</returns>
    private async Task<int> RunProcessAsync(int seed, int cases, int seconds)
    {
        new FuzzState(directory).Delete();
        File.Delete(Path.Combine(directory, FuzzWatchdog.VerdictFile));
        using var process = Process.Start(StartOf(seed, cases, seconds))!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var state = FuzzState.Read(directory);
        _cases += state.Cases;
        _peak = Math.Max(_peak, state.PeakMegabytes);
        foreach (var (outcome, count) in state.Outcomes)
        {
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + count;
        }

        var unexpected = state.Outcomes.GetValueOrDefault(Unexpected);
        _crashes += unexpected;
        if (unexpected > 0)
        {
            _found.Add($"{unexpected} unexpected faults: {string.Join(", ", Directory.EnumerateDirectories(directory, "found-*").Select(Path.GetFileName))}");
        }

        if (process.ExitCode == 0)
        {
            return state.Seed;
        }

        Assert.True(state.Seed > 0, $"the process did not begin: {await said}{await errors}");
        Blame(state.Seed, process.ExitCode, Tail(await errors) + Tail(await said));
        return state.Seed;
    }

    private void Blame(int seed, int exitCode, string said)
    {
        var file = Path.Combine(directory, FuzzWatchdog.VerdictFile);
        var verdict = File.Exists(file) ? File.ReadAllText(file) : $"crash: exit code {exitCode}";
        _hangs += verdict.StartsWith("hang", StringComparison.Ordinal) ? 1 : 0;
        _overMemory += verdict.StartsWith("memory", StringComparison.Ordinal) ? 1 : 0;
        _crashes += verdict.StartsWith("crash", StringComparison.Ordinal) ? 1 : 0;
        _cases++;
        _found.Add($"seed {seed}: {verdict}");
        Keep(directory, seed, $"{verdict}\n{said}");
    }

    private static string Tail(string text) => text[Math.Max(0, text.Length - 8000)..];

    private ProcessStartInfo StartOf(int seed, int cases, int seconds)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "EdgeAgent.Tests"),
            ["-noColor", "-noLogo", "-explicit", "only", "-class", typeof(FuzzedProcess).FullName!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[FuzzedProcess.Seed] = seed.ToString(CultureInfo.InvariantCulture);
        start.Environment[FuzzedProcess.Cases] = cases.ToString(CultureInfo.InvariantCulture);
        start.Environment[FuzzedProcess.Seconds] = seconds.ToString(CultureInfo.InvariantCulture);
        start.Environment[FuzzedProcess.Folder] = directory;
        start.Environment[FuzzedProcess.Pretence] = seed == 1 ? pretence : null;
        return start;
    }
}
