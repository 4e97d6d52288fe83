using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <param name="Code">Stable and documented, such as <c>camera/unauthorized</c>.</param>
/// <param name="Camera">The one that it keeps from working; absent for a fault of the pole.</param>
internal sealed record FaultHealth(string Code, string Message, string? Remedy, string? Path, string? Camera)
{
    public static FaultHealth From(Problem problem, string? camera = null) =>
        new(problem.Code, problem.Message, problem.Remedy, problem.Path, camera);
}
