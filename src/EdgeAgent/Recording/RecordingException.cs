using EdgeAgent.Domain;

namespace EdgeAgent.Recording;

/// <summary>A clip that could not be recorded.</summary>
internal sealed class RecordingException(Problem problem, Exception? innerException = null)
    : ProblemException(problem, innerException);
