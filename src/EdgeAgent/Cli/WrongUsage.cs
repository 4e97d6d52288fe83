using System.CommandLine;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli;

/// <summary>Says what is wrong with the arguments, and where to read more.</summary>
internal static class WrongUsage
{
    public static int Write(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var help = $"see {Path(command)} --help";
        var known = command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name)).ToList();

        // A word that nobody knows makes the parser miss others: those errors would only confuse.
        var problems = parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(word => new Problem(
                "usage/unknown",
                $"\"{word}\" is not known here",
                Spelling.Nearest(word, known) is { } meant ? $"did you mean {meant}? {help}" : help))
            : parsed.Errors.Select(fault => new Problem("usage/wrong", fault.Message.TrimEnd('.'), help));
        FaultReport.WriteProblems(problems, error);
        return ExitCode.Wrong;
    }

    private static string Path(Symbol command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "edgeagent";
}
