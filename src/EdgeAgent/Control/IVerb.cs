namespace EdgeAgent.Control;

/// <summary>What the pole does for one kind of command.</summary>
internal interface IVerb
{
    /// <summary>As in the topic, such as <c>restart-camera</c>.</summary>
    string Name { get; }

    /// <summary>It shows or keeps what persons did: it needs a case, and nobody may ask for it without a trace.</summary>
    bool ConcernsPersons => false;

    /// <summary>It may take more than a second: others do not wait for it.</summary>
    bool IsLong => false;

    /// <returns>What the reply says beyond that it is done: a message record, or null.</returns>
    /// <exception cref="ControlException">It is refused: nothing was done.</exception>
    /// <exception cref="Domain.ProblemException">It was tried and failed.</exception>
    Task<object?> RunAsync(Command command, CancellationToken cancellationToken);
}
