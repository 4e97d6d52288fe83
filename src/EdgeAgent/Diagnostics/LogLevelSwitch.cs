using Microsoft.Extensions.Logging;

namespace EdgeAgent.Diagnostics;

/// <summary>The least severity that is logged, which may change while the agent runs.</summary>
/// <param name="usual">As the agent was started.</param>
internal sealed class LogLevelSwitch(LogLevel usual)
{
    private LogLevel? _meanwhile;

    public LogLevel Current => _meanwhile ?? usual;

    /// <param name="level">Null for the usual one.</param>
    public void Set(LogLevel? level) => _meanwhile = level;

    /// <param name="category">Of the logger.</param>
    /// <param name="level">Of the line.</param>
    public bool Allows(string? category, LogLevel level) =>
        level >= Current && (level >= LogLevel.Warning || category?.StartsWith("Microsoft", StringComparison.Ordinal) is not true);
}
