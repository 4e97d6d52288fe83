using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>What a camera's detector sees at the same place for ever, and is not told of.</summary>
internal sealed record StaticsHealth(
    [Description("How many such places have been learned.")] [Range(0, double.MaxValue)] int Count,
    [Description("Detections that were dropped there since the agent started.")] [Range(0, double.MaxValue)] long Suppressed);
