using System.CommandLine;
using EdgeAgent.Cli.Demo;
using EdgeAgent.Detection;

namespace EdgeAgent.Cli;

/// <summary><c>demo</c>: the main job on one machine, from a camera to a clip at the center.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Folder with manifest.json and the ONNX file.", DefaultValueFactory = _ => new ModelOptions().Directory, HelpName = "DIR" };
        var scene = new Option<string>("--scene") { Description = "Folder with lost.mp4 and lost.json, as set-up makes it.", DefaultValueFactory = _ => ".artifacts/scene", HelpName = "DIR" };
        var script = new Option<string>("--simulated-camera") { Description = "The RTSP server that shows a file.", DefaultValueFactory = _ => "scripts/camera/simulated_camera.py", HelpName = "SCRIPT" };
        var video = new Option<string?>("--video") { Description = "Show this H.264 or H.265 file instead of the scene; nobody is looked for in it.", HelpName = "FILE" };
        var rtsp = new Option<string?>("--rtsp") { Description = "Watch this camera instead of the simulated one; nobody is looked for.", HelpName = "URL" };
        var keep = new Option<string?>("--out") { Description = "Keep what the center got (events.jsonl, clips/), the logs and the configuration in this folder.", HelpName = "DIR" };
        var outage = new Option<bool>("--broker-outage") { Description = "Kill the broker twice on the way: before the alert, and in the middle of the clip." };
        var timeout = new Option<double>("--timeout") { Description = "Seconds after which the demo gives up.", DefaultValueFactory = _ => 120, HelpName = "SECONDS" };
        var verb = new Verb(
            "demo",
            "Show the main job on this machine: a camera, a broker, the agent, an intrusion and a missing child at the center, and their clips.",
            "edgeagent demo --model .artifacts/model --broker-outage --out received")
        {
            model, scene, script, video, rtsp, keep, outage, timeout,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var settings = new DemoSettings(
                parsed.GetValue(model)!,
                parsed.GetValue(scene)!,
                parsed.GetValue(script)!,
                parsed.GetValue(video),
                parsed.GetValue(rtsp),
                parsed.GetValue(keep),
                parsed.GetValue(outage),
                TimeSpan.FromSeconds(parsed.GetValue(timeout)));
            await new DemoStory(settings, new DemoConsole(parsed.InvocationConfiguration.Output, TimeProvider.System), TimeProvider.System).RunAsync(cancel);
            return ExitCode.Done;
        });
        return verb;
    }
}
