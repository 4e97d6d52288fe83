using System.ComponentModel;

namespace EdgeAgent.Messaging;

internal sealed record DetectorHealth(
    [Description("`loading`, `running` or `failed`.")] string State,
    [Description("Of the model in force; absent until one is loaded.")] string? ModelName,
    [Description("Of the model in force.")] string? ModelVersion);
