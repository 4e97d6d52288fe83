using System.Globalization;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>The process that is broken; <see cref="FuzzCampaign"/> starts it, again and again. By hand: seed, cases and directory by environment.</summary>
public sealed class FuzzedProcess
{
    internal const string Seed = "EDGEAGENT_FUZZ_SEED";
    internal const string Cases = "EDGEAGENT_FUZZ_CASES";
    internal const string Seconds = "EDGEAGENT_FUZZ_SECONDS";
    internal const string Folder = "EDGEAGENT_FUZZ_DIRECTORY";
    internal const string Pretence = "EDGEAGENT_FUZZ_PRETENCE";

    private static readonly List<byte[]> Eaten = [];

    [Fact(Explicit = true)]
    public async Task Runs_case_after_case()
    {
        var directory = Environment.GetEnvironmentVariable(Folder) ?? throw new InvalidOperationException($"{Folder} is not set");
        var material = FuzzMaterial.In(Path.Combine(directory, "material"));
        var (first, cases, seconds) = (Number(Seed, 1), Number(Cases, int.MaxValue), Number(Seconds, int.MaxValue));
        var pretence = Environment.GetEnvironmentVariable(Pretence);
        var state = new FuzzState(directory);
        using var watchdog = pretence is null
            ? new FuzzWatchdog(directory, longest: TimeSpan.FromSeconds(30), mostMegabytes: 1500)
            : new FuzzWatchdog(directory, longest: TimeSpan.FromSeconds(pretence == "hang" ? 2 : 30), mostMegabytes: 600);
        var started = TimeProvider.System.GetTimestamp();
        for (var seed = first; seed - first < cases && TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds; seed++)
        {
            state.Seed = seed;
            state.Write();
            watchdog.Begin();
            Directory.EnumerateFiles(directory, "input.*").ToList().ForEach(File.Delete);
            var outcome = await OutcomeAsync(seed, material, directory);
            if (pretence is not null && seed == first + 1)
            {
                Pretend(pretence);
            }

            state.Cases++;
            state.Outcomes[outcome] = state.Outcomes.GetValueOrDefault(outcome) + 1;
            state.PeakMegabytes = FuzzWatchdog.PeakMegabytes;
        }

        state.Write();
    }

    private static async Task<string> OutcomeAsync(int seed, FuzzMaterial material, string directory)
    {
        try
        {
            return await new FuzzCase(seed, material, directory).RunAsync();
        }
        catch (Exception fault)
        {
            // Not one of the faults that callers are told of: as bad as a crash.
            FuzzCampaign.Keep(directory, seed, fault.ToString());
            return FuzzCampaign.Unexpected;
        }
    }

    /// <summary>Does what a broken stream must never bring about, to see that it would be noticed.</summary>
    private static void Pretend(string what)
    {
        if (what == "crash")
        {
            Environment.FailFast("pretended");
        }

        for (var times = 0; what == "memory" && times < 100; times++)
        {
            var piece = new byte[10_000_000];
            Array.Fill(piece, (byte)1);
            Eaten.Add(piece);
        }

        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    private static int Number(string variable, int absent) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : absent;
}
