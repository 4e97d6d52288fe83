namespace EdgeAgent.Control.Verbs;

/// <summary><c>rebirth</c>: state, meta, health and statuses anew, for a center that has lost them.</summary>
internal sealed class RebirthVerb(IRunningPole pole) : IVerb
{
    public string Name => "rebirth";

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        new ParamsReader(command).Done();
        pole.Rebirth();
        return Task.FromResult<object?>(null);
    }
}
