using System.Text.Json.Nodes;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli.Recordings;

/// <summary>Recordings handed over on site: clips of a range, and everything of it with a manifest and hashes.</summary>
public sealed class RecordingExportTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private const string From = "2026-07-01T12:00:12Z";
    private const string To = "2026-07-01T12:00:42.5Z";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_of_a_range_names_its_files_and_what_is_missing()
    {
        using var pole = await RecordAsync();
        var folder = videos.NewDirectory();
        string[] arguments = ["clip", "--camera", "gate", "--from", From, "--to", To, "--out", folder];
        var answer = JsonNode.Parse(string.Join('\n', (await RunAsync(pole, [.. arguments, "--json"])).Output))!;

        Assert.Equal("range", answer["purpose"]!.GetValue<string>());
        Assert.False(answer["complete"]!.GetValue<bool>());
        Assert.Equal(
            ["gate-001-20260701T120012Z.mp4", "gate-002-20260701T120020Z.mp4", "gate-003-20260701T120040Z.mp4"],
            answer["parts"]!.AsArray().Select(part => part!["file"]!.GetValue<string>()));
        Assert.Equal(["format-changed", "format-changed"], answer["gaps"]!.AsArray().Select(gap => gap!["reason"]!.GetValue<string>()));
        Assert.Equal("2026-07-01T12:00:12.000Z", answer["actualStart"]!.GetValue<string>());
        foreach (var part in answer["parts"]!.AsArray())
        {
            var path = Path.Combine(folder, part!["file"]!.GetValue<string>());
            Assert.Empty(Tool.TryRun("ffmpeg", "-nostdin", "-v", "warning", "-i", path, "-f", "null", "-").Errors);
            Assert.Equal("synced", part["clock"]!.GetValue<string>());
        }

        var again = await RunAsync(pole, arguments);
        Assert.Equal(ExitCode.Failed, again.ExitCode);
        Assert.StartsWith("edgeagent: export/exists", Assert.Single(again.Errors), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task An_export_has_every_camera_a_manifest_and_hashes_that_sha256sum_confirms()
    {
        using var pole = await RecordAsync();
        var folder = Path.Combine(videos.NewDirectory(), "case-7");
        string[] arguments = ["export", "--from", From, "--to", To, "--out", folder];
        var result = await RunAsync(pole, arguments);
        Assert.True(result.ExitCode == ExitCode.Done, string.Join('\n', result.Errors));

        Assert.Equal(5, Directory.GetFileSystemEntries(folder).Length);
        var confirmed = Tool.TryRun("sh", "-c", $"cd '{folder}' && sha256sum -c --strict SHA256SUMS");
        Assert.Equal((0, ""), (confirmed.ExitCode, confirmed.Errors));
        Assert.Equal(4, confirmed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"), Token))!;
        Assert.Equal(("edgeagent-export-1", "test-pole"), (manifest["format"]!.GetValue<string>(), manifest["pole"]!.GetValue<string>()));
        Assert.Equal(
            ["gate", "park"], manifest["cameras"]!.AsArray().Select(camera => camera!["camera"]!.GetValue<string>()).Order());
        var park = manifest["cameras"]!.AsArray().Single(camera => camera!["camera"]!.GetValue<string>() == "park")!;
        Assert.Equal(("clip/no-pictures", "not-recorded"), (park["problem"]!["code"]!.GetValue<string>(), park["gaps"]![0]!["reason"]!.GetValue<string>()));

        var again = await RunAsync(pole, arguments);
        Assert.StartsWith("edgeagent: export/not-empty", Assert.Single(again.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_export_is_recognised_and_not_mixed_with_another()
    {
        using var pole = await RecordAsync();
        var folder = Path.Combine(videos.NewDirectory(), "case-7");
        var root = CommandLine.CreateRoot();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        using var nowhere = new StringWriter();
        var code = await CommandLine.RunAsync(
            root, ["recordings", "export", "--config", pole.Path, "--from", From, "--to", To, "--out", folder], nowhere, nowhere, stopped.Token);

        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Equal(["INCOMPLETE.txt"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
        var again = await RunAsync(pole, "export", "--from", From, "--to", To, "--out", folder);
        Assert.StartsWith("edgeagent: export/interrupted", Assert.Single(again.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_too_small_is_refused_before_anything_is_written()
    {
        using var pole = await RecordAsync();
        var disk = videos.NewDirectory();
        var mounted = Tool.TryRun("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk);
        Assert.SkipUnless(mounted.ExitCode == 0, $"no small file system can be mounted here: {mounted.Errors}");
        try
        {
            var result = await RunAsync(pole, "export", "--from", From, "--to", To, "--out", disk);
            Assert.Equal(ExitCode.Failed, result.ExitCode);
            Assert.StartsWith("edgeagent: export/no-space", Assert.Single(result.Errors), StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            Tool.Run("umount", disk);
        }
    }

    [Theory]
    [InlineData(ExitCode.Wrong, "must lie before", "gate", To, From)]
    [InlineData(ExitCode.Wrong, "lies in the future", "gate", From, "2999-01-01 00:00")]
    [InlineData(ExitCode.Wrong, "is no time", "gate", "noonish", To)]
    [InlineData(ExitCode.Wrong, "did you mean gate", "gat", From, To)]
    [InlineData(ExitCode.Failed, "there is 2026-07-01", "gate", "2026-06-01 00:00", "2026-06-01 00:10")]
    [InlineData(ExitCode.Failed, "there is nothing at all of this camera", "park", From, To)]
    [InlineData(ExitCode.Failed, "there is 2026-07-01", "gate", "-10m", "now")]
    public async Task What_cannot_be_handed_out_is_said(int code, string message, string camera, string from, string to)
    {
        using var pole = await RecordAsync();
        var folder = videos.NewDirectory();
        var result = await RunAsync(pole, "clip", "--camera", camera, "--from", from, "--to", to, "--out", folder);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.Errors), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static Task<ProgramResult> RunAsync(PoleFile pole, params string[] arguments) =>
        AgentProgram.RunAsync(["recordings", .. arguments, "--config", pole.Path]);

    private async Task<PoleFile> RecordAsync()
    {
        var pole = new PoleFile("rtsp://127.0.0.1:1/x", 1);
        using var run = new RecordingRun(Path.Combine(pole.DataDirectory, "recordings"));
        await run.FeedAsync(videos.Plain, 10);
        await run.FeedAsync(videos.Hevc, 20);
        await run.FeedAsync(videos.Plain, 40);
        await run.StopAsync();
        return pole;
    }
}
