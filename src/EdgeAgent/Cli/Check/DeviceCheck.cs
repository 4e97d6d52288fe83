using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Check;

/// <summary>Everything that can be wrong with this device, looked at in the order in which a technician would.</summary>
internal static class DeviceCheck
{
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        string configurationPath, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var (options, findings) = ReadConfiguration(configurationPath);
        foreach (var finding in findings)
        {
            yield return finding;
        }

        yield return ClockCheck.Run();
        yield return Guarded("ffmpeg", FFmpegCheck.Run);
        if (options is null)
        {
            yield break;
        }

        yield return Guarded("data directory", () => DataDirectoryCheck.Run(options.DataDirectory));
        yield return Guarded("model", () => ModelCheck.Run(options));
        yield return await GuardedAsync("broker", () => BrokerCheck.RunAsync(options, cancel));
        var rates = new Dictionary<string, double>();
        foreach (var camera in options.Cameras)
        {
            var subject = $"camera {camera.Id}";
            yield return await GuardedAsync(
                subject,
                () => CameraReachCheck.RunAsync(
                    subject,
                    CameraPlans.Capture(camera, camera.Url),
                    camera.DetectionUrl is null,
                    facts => rates[camera.Id] = facts.BitsPerSecond ?? 0,
                    cancel));
            if (camera.DetectionUrl is { } url)
            {
                yield return await GuardedAsync(
                    $"{subject}, detection",
                    () => CameraReachCheck.RunAsync($"{subject}, detection", CameraPlans.Capture(camera, url), isLookedAt: true, _ => { }, cancel));
            }
        }

        if (options.Cameras.Any(camera => camera.Record))
        {
            yield return Guarded("recordings", () => RecordingCheck.Run(options, rates));
        }
    }

    private static (AgentOptions? Options, IReadOnlyList<CheckResult> Findings) ReadConfiguration(string path)
    {
        const string subject = "configuration";
        try
        {
            var snapshot = AgentConfiguration.Load(path);
            return (
                snapshot.Options,
                [
                    CheckResult.Ok(subject, $"{path}, version {snapshot.Version}, {snapshot.Options.Cameras.Length} camera(s), mode {snapshot.Options.Mode.ToString().ToLowerInvariant()}"),
                    .. snapshot.RemoteProblems.Select(p => CheckResult.Warning("remote part", p.Message, p.Remedy)),
                ]);
        }
        catch (ConfigurationException e)
        {
            return (null, [.. e.Problems.Select(p => CheckResult.Failed(subject, p))]);
        }
    }

    private static CheckResult Guarded(string subject, Func<CheckResult> check) =>
        GuardedAsync(subject, () => Task.FromResult(check())).GetAwaiter().GetResult();

    private static async Task<CheckResult> GuardedAsync(string subject, Func<Task<CheckResult>> check)
    {
        try
        {
            return await check();
        }
        catch (ProblemException e)
        {
            return CheckResult.Failed(subject, e.Problem);
        }
    }
}
