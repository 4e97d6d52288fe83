using System.CommandLine;
using EdgeAgent.Capture;
using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Messaging;
using EdgeAgent.Pipeline;
using EdgeAgent.Rules.Areas;

namespace EdgeAgent.Cli.Analysis;

/// <summary>The options that say what is looked for in a file: a camera of a configuration, or one zone given here.</summary>
internal sealed class AnalysisOptions
{
    private readonly Option<string?> _config = new("--config") { Description = "Take model, zones and rules from this configuration.", HelpName = "FILE" };
    private readonly Option<string?> _camera = new("--camera") { Description = "Which of its cameras; the first by default.", HelpName = "ID" };
    private readonly Option<string?> _model = new("--model") { Description = "Folder with manifest.json and the ONNX file.", HelpName = "DIR" };
    private readonly Option<string?> _poseModel = new("--pose-model") { Description = "The same of the pose model, for rules such as person-down.", HelpName = "DIR" };
    private readonly Option<double?> _rate = new("--rate") { Description = "Frames analysed per second of video; 0 for every frame.", HelpName = "N" };
    private readonly NumberOption<int> _regions = new("--regions", 0, 8)
    {
        Description = "Parts of each frame that are looked at closer, for small and distant people; 0 for none.",
    };

    private readonly Option<ZoneOptions?> _zone = new("--zone")
    {
        Description = "Watch this polygon for persons: x,y pairs from 0 to 1. The whole picture by default.",
        HelpName = "X,Y,…",
        CustomParser = ZoneArgument.Parse,
    };

    private readonly Option<DateTimeOffset?> _start = new("--start")
    {
        Description = "When the recording began; the file's own time by default. Schedules go by it; without it every rule is armed.",
        HelpName = "TIME",
    };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _config, _camera, _model, _poseModel, _rate, _regions, _zone, _start })
        {
            verb.Add(option);
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="file">The video.</param>
    /// <param name="defaultRate">Where neither the command line nor a configuration says one; null for the camera's.</param>
    /// <param name="defaultRegions">Where the command line says nothing; null for the camera's.</param>
    public AnalysisSettings Read(ParseResult parsed, string file, double? defaultRate = null, int? defaultRegions = null)
    {
        var configured = parsed.GetValue(_config) is { } path ? AgentConfiguration.Load(path).Options : null;
        var plan = configured is null ? ZoneArgument.WholePicture() : CameraOf(configured, parsed.GetValue(_camera));
        if (parsed.GetValue(_zone) is { } zone)
        {
            plan = ZoneArgument.Watching(plan, zone);
        }

        var model = configured?.Model ?? new ModelOptions();
        var poseModel = configured?.PoseModel ?? new PoseModelOptions();
        return new AnalysisSettings(
            plan with
            {
                Capture = new CaptureOptions { Url = Path.GetFullPath(file) },
                DetectionsPerSecond = parsed.GetValue(_rate) ?? (configured is null ? defaultRate : null) ?? plan.DetectionsPerSecond,
                RegionsPerFrame = parsed.GetValue(_regions) ?? defaultRegions ?? plan.RegionsPerFrame,
            },
            parsed.GetValue(_model) is { } directory ? model with { Directory = directory } : model,
            configured is null ? new PoleIdentity("local", "file") : new PoleIdentity(configured.City, configured.Pole),
            configured?.Mode ?? PoleMode.Commissioning,
            parsed.GetValue(_start)?.ToUniversalTime() ?? new FileInfo(file).LastWriteTimeUtc)
        {
            ToldStart = parsed.GetValue(_start),
            PoseModel = parsed.GetValue(_poseModel) is { } poses ? poseModel with { Directory = poses } : poseModel,
        };
    }

    private static CameraPlan CameraOf(AgentOptions options, string? id) =>
        CameraPlans.From(options).FirstOrDefault(plan => id is null || plan.Id.Value == id)
        ?? throw new ProblemException(new Problem(
            "usage/camera",
            $"the configuration has no camera '{id}'",
            $"give one of {string.Join(", ", options.Cameras.Select(camera => camera.Id))}",
            "--camera"));
}
