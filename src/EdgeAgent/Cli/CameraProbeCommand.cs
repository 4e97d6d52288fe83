using System.CommandLine;
using System.Text.Json;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>camera probe URL</c>: what a camera really sends.</summary>
internal static class CameraProbeCommand
{
    public static Command Create()
    {
        var camera = new CameraArguments();
        var seconds = new Option<double>("--seconds") { Description = "How long to look.", DefaultValueFactory = _ => 5, HelpName = "N" };
        var decoder = new Option<string>("--decoder")
        {
            Description = "auto, software, vaapi, or one of FFmpeg's decoders by name.",
            DefaultValueFactory = _ => DecoderOptions.Automatic,
            HelpName = "NAME",
        };
        var json = new JsonOption();
        var verb = new Verb(
            "probe",
            "Measure what a camera really sends: codec, size, frame rate, bit rate, keyframes.",
            "edgeagent camera probe rtsp://192.0.2.10/stream1");
        camera.AddTo(verb);
        verb.Add(seconds);
        verb.Add(decoder);
        verb.Add(json);
        verb.SetAction(async (parsed, cancel) =>
        {
            var duration = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            if (!Console.IsErrorRedirected)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"looking for {duration.TotalSeconds:0.#} s …");
            }

            var capture = camera.Read(parsed) with { Decoder = parsed.GetValue(decoder)! };
            var facts = await new CameraProbe(TimeProvider.System).ProbeAsync(capture, duration, cancel);
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(facts, ConfigurationJson.Options)
                : $"{facts.Address}: {CameraSummary.Of(facts)}");
            return ExitCode.Done;
        });
        return verb;
    }
}
