using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Detection.Poses;

/// <summary>Which pose model is loaded where a rule asks how persons hold themselves.</summary>
internal sealed record PoseModelOptions
{
    [Description("Folder with model.onnx and manifest.json.")]
    [MinLength(1)]
    [MaxLength(1024)]
    public string Directory { get; init; } = "/usr/share/edgeagent/models/movenet-lightning";

    [Description("Threads of one inference.")]
    [Range(1, 64)]
    public int Threads { get; init; } = 1;
}
