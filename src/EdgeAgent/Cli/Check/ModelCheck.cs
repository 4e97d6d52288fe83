using System.Globalization;
using EdgeAgent.Detection;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Check;

/// <summary>Does the model load, run, and know what the rules ask for?</summary>
internal static class ModelCheck
{
    public static CheckResult Run(AgentOptions options)
    {
        using var model = OnnxModel.Load(options.Model);
        using var poseModel = new SharedPoseModel(options.PoseModel);
        foreach (var plan in CameraPlans.From(options))
        {
            if (plan.RuleSet.NeedsPostures)
            {
                _ = poseModel.Get();
            }

            using var analysis = new CameraAnalysis(plan, model.Manifest, new AnalysisParts(poseModel));
        }

        using var detector = new Detector(model);
        using var frame = new MemoryFrame(1280, 720);
        var detections = new List<Domain.Detection>();
        detector.Detect(frame, detections);
        var started = TimeProvider.System.GetTimestamp();
        detector.Detect(frame, detections);
        var milliseconds = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;

        var wanted = options.Cameras.Sum(camera => camera.DetectionsPerSecond);
        var most = options.Cameras.Sum(camera => camera.DetectionsPerSecond * (1 + camera.RegionsPerFrame));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Manifest}, {model.Manifest.Labels.Length} classes, {milliseconds:0} ms a frame of 720p, {wanted * milliseconds / 10:0} % of a core for {wanted:0.#} frames a second, {most * milliseconds / 10:0} % with all their regions");
        return wanted * milliseconds < 1000 * Environment.ProcessorCount
            ? CheckResult.Ok("model", text)
            : CheckResult.Warning("model", text, "lower detectionsPerSecond: this device cannot keep up");
    }
}
