using EdgeAgent.Domain;

namespace EdgeAgent.Detection;

/// <summary>A model that cannot be loaded or run.</summary>
internal sealed class ModelException(Problem problem, Exception? innerException = null)
    : ProblemException(problem, innerException);
