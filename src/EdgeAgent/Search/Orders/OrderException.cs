using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>A set of orders cannot be read at all.</summary>
internal sealed class OrderException(Problem problem, Exception? innerException = null) : ProblemException(problem, innerException);
