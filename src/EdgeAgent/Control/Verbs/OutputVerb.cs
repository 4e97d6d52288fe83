namespace EdgeAgent.Control.Verbs;

/// <summary><c>output</c>: beacon, siren or relay, which this agent cannot drive yet.</summary>
internal sealed class OutputVerb : IVerb
{
    public string Name => "output";

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken) =>
        throw new ControlException(ControlProblems.NotAvailable("this agent drives no outputs"));
}
