using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record DiskHealth(
    [Description("Free for the agent.")] [Range(0, double.MaxValue)] long FreeBytes,
    [Description("All of it.")] [Range(0, double.MaxValue)] long TotalBytes);
