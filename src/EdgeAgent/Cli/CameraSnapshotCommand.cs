using System.CommandLine;
using EdgeAgent.Capture;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli;

/// <summary><c>camera snapshot URL</c>: what a camera shows, with the zones that are configured for it.</summary>
internal static class CameraSnapshotCommand
{
    public static Command Create()
    {
        var camera = new CameraArguments();
        var target = new Option<string>("--out") { Description = "The picture that is written.", Required = true, HelpName = "PNG" };
        var grid = new Option<bool>("--grid") { Description = "Draw lines at every tenth, to read zone corners off." };
        var config = new Option<string?>("--config") { Description = "Draw the zones that this configuration has for the camera with this URL.", HelpName = "FILE" };
        var verb = new Verb(
            "snapshot",
            "Save one picture of a camera, with a grid and the configured zones, to judge its aim.",
            "edgeagent camera snapshot rtsp://192.0.2.10/stream1 --grid --config /etc/edgeagent/agent.json --out gate.png");
        camera.AddTo(verb);
        verb.Add(target);
        verb.Add(grid);
        verb.Add(config);
        verb.SetAction(async (parsed, cancel) =>
        {
            var capture = camera.Read(parsed);
            var zones = parsed.GetValue(config) is { } path ? ZonesOf(AgentConfiguration.Load(path).Options, capture.Url) : [];
            using var frame = await Snapshot.TakeAsync(capture, cancel);
            using var picture = new Picture(frame);
            if (parsed.GetValue(grid))
            {
                picture.DrawGrid();
            }

            zones.ForEach(zone => picture.DrawZone(zone, active: false));
            zones.ForEach(zone => picture.LabelZone(zone, active: false));
            Save(picture, parsed.GetValue(target)!);
            parsed.InvocationConfiguration.Output.WriteLine($"{parsed.GetValue(target)}: {frame.Width}x{frame.Height}, {zones.Count} zone(s)");
            return ExitCode.Done;
        });
        return verb;
    }

    private static List<Zone> ZonesOf(AgentOptions options, string url) =>
        options.Cameras.FirstOrDefault(camera => camera.Url == url) is { } camera
            ? [.. camera.Zones.Select(zone => zone.ToZone())]
            : throw new ProblemException(new Problem(
                "usage/camera",
                "the configuration has no camera with this URL",
                $"give one of {string.Join(", ", options.Cameras.Select(c => c.Url))}",
                "--config"));

    private static void Save(Picture picture, string path)
    {
        try
        {
            picture.SavePng(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(e, path, "--out");
        }
    }
}
