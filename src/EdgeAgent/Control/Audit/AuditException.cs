using EdgeAgent.Domain;

namespace EdgeAgent.Control.Audit;

/// <summary>The audit log cannot be read, or is not what was written.</summary>
internal sealed class AuditException(Problem problem, Exception? innerException = null) : ProblemException(problem, innerException);
