using System.Text.RegularExpressions;

namespace EdgeAgent.Cli.Demo;

/// <summary>Which lines of the agent's log tell the story.</summary>
internal static partial class AgentLine
{
    /// <summary>The message, without time and category; null for a line that is not part of the story.</summary>
    public static string? Tell(string line) => Story().Match(line) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(park: (?:track \d+ is|track \d+, a|intrusion|search-match).*|order .* is in force.*|rtsp://.*: connected.*)$")]
    private static partial Regex Story();
}
