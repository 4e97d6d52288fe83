using System.ComponentModel;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

internal sealed record FaultHealth(
    [Description("Stable and documented, such as `camera/unauthorized`: programs go by it.")] string Code,
    [Description("What is wrong, in English.")] string Message,
    [Description("What a person can do about it.")] string? Remedy,
    [Description("The setting or file that it is about.")] string? Path,
    [Description("The camera that it keeps from working; absent for a fault of the pole.")] string? Camera)
{
    public static FaultHealth From(Problem problem, string? camera = null) =>
        new(problem.Code, problem.Message, problem.Remedy, problem.Path, camera);
}
