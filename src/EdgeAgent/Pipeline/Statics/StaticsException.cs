using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>What was learned cannot be read or written.</summary>
internal sealed class StaticsException(Problem problem, Exception? innerException = null) : ProblemException(problem, innerException);
