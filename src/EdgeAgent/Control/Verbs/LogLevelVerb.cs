using Microsoft.Extensions.Logging;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>log-level</c>: more, or less, in the log for a while.</summary>
internal sealed class LogLevelVerb(LogLevelKeeper level) : IVerb
{
    private const int LongestMinutes = 120;

    public string Name => "log-level";

    public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var read = new ParamsReader(command);
        var wanted = read.Need("level", read.Word<LogLevel>("level"));
        var minutes = read.Need("minutes", read.Number("minutes", 1, LongestMinutes));
        read.Done();
        level.Set(wanted, TimeSpan.FromMinutes(minutes));
        return Task.FromResult<object?>(null);
    }
}
