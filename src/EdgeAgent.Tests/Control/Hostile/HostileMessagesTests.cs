using System.Diagnostics;
using System.Globalization;

namespace EdgeAgent.Control.Hostile;

/// <summary>Whatever is sent, also by somebody with a stolen key: it is refused with a code or done, and nothing else happens.</summary>
public sealed class HostileMessagesTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_messages_are_refused_with_a_code_or_done()
    {
        using var desk = new HostileDesk();
        for (var seed = 1; seed <= 250; seed++)
        {
            await desk.TryAsync(seed, Cancel);
        }

        output.WriteLine(string.Join('\n', desk.Health.Refused.Select(refused => $"{refused.Value,6} {refused.Key}")));

        // Otherwise all of it was refused at the door, and nothing was tried.
        Assert.True(desk.Health.Accepted > 40, desk.Health.ToString());
        Assert.True(desk.Health.Refused.Count is > 10 and < 60, desk.Health.ToString());
        Assert.DoesNotContain("agent/unexpected", desk.Health.Refused.Keys);
    }

    /// <summary>What hostile.sh starts: seconds, first seed and the file for the result are in the environment.</summary>
    [Fact(Explicit = true)]
    public async Task For_as_long_as_asked()
    {
        var (seconds, first) = (Number("EDGEAGENT_HOSTILE_SECONDS", 600), Number("EDGEAGENT_HOSTILE_SEED", 1));
        using var desk = new HostileDesk();
        var (watch, seed, warm, slowest) = (Stopwatch.StartNew(), first, 0L, TimeSpan.Zero);
        for (; watch.Elapsed.TotalSeconds < seconds; seed++)
        {
            var began = watch.Elapsed;
            await desk.TryAsync(seed, Cancel);
            slowest = watch.Elapsed - began > slowest ? watch.Elapsed - began : slowest;
            if (warm == 0 && watch.Elapsed.TotalSeconds >= seconds / 5.0)
            {
                warm = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - warm;
        var lines = desk.Health.Refused.OrderByDescending(refused => refused.Value).Select(refused => $"  {refused.Value,8} {refused.Key}");
        File.WriteAllLines(
            Environment.GetEnvironmentVariable("EDGEAGENT_HOSTILE_RESULT")!,
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{seed - first} messages in {watch.Elapsed.TotalMinutes:0.0} min, seeds {first} to {seed - 1}: {desk.Health.Accepted} done, slowest {slowest.TotalMilliseconds:0} ms, {grown / 1e6:+0.0;-0.0} MB managed memory after the first fifth"),
                .. lines,
            ]);
        Assert.DoesNotContain("agent/unexpected", desk.Health.Refused.Keys);
        Assert.True(grown < 5_000_000, $"{grown} bytes more");
    }

    private static int Number(string variable, int absent) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : absent;
}
