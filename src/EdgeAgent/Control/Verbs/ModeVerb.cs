using EdgeAgent.Domain;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>mode</c>: what the center may conclude from the pole from now on.</summary>
internal sealed class ModeVerb(ModeKeeper mode) : IVerb
{
    public string Name => "mode";

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var wanted = read.Need("mode", read.Word<PoleMode>("mode"));
        var minutes = read.Number("minutes", 1, (long)ModeKeeper.LongestMaintenance.TotalMinutes);
        if (wanted == PoleMode.Maintenance != minutes is not null)
        {
            read.Wrong("minutes", "belongs to maintenance, and to no other mode", "say after how many minutes maintenance ends");
        }

        read.Done();
        mode.Set(wanted, TimeSpan.FromMinutes(minutes ?? 0));
        return Task.FromResult<object?>(null);
    }
}
