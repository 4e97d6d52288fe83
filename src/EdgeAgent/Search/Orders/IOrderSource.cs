using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>Where orders come from.</summary>
internal interface IOrderSource
{
    /// <summary>Why what it has to say cannot be read; null while all is well. What is in force stays so meanwhile.</summary>
    Problem? Fault { get; }

    /// <summary>The full set where it has changed since the last call; null otherwise.</summary>
    OrderSet? Poll();
}
