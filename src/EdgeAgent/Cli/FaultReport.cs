using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary>The one place where a fault becomes lines on standard error and an exit code.</summary>
internal static class FaultReport
{
    /// <summary>Set to 1, the stack trace of an unexpected fault is printed.</summary>
    public const string TraceVariable = "EDGEAGENT_TRACE";

    public static int Write(Exception fault, TextWriter error)
    {
        switch (fault)
        {
            case OperationCanceledException:
                return ExitCode.Interrupted;
            case ConfigurationException configuration:
                WriteProblems(configuration.Problems, error);
                return ExitCode.Wrong;
            case ProblemException problem:
                WriteProblems([problem.Problem], error);
                break;
            case AggregateException { InnerExceptions: [var only] }:
                return Write(only, error);
            case IOException or UnauthorizedAccessException:
                error.WriteLine($"edgeagent: disk/refused: {OneLine(fault.Message)} (look at the file or disk that is written or read there: free space, permissions; the output may be a full disk, too)");
                break;
            default:
                error.WriteLine($"edgeagent: unexpected {fault.GetType().Name}: {OneLine(fault.Message)} (this is a mistake of the program; run it again with {TraceVariable}=1 and report what it prints)");
                break;
        }

        if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
        {
            error.WriteLine(fault);
        }

        return ExitCode.Failed;
    }

    public static void WriteProblems(IEnumerable<Problem> problems, TextWriter error)
    {
        foreach (var problem in problems)
        {
            error.WriteLine($"edgeagent: {OneLine(problem.ToString())}");
        }
    }

    /// <summary>A message may quote what a camera or a file said: it must not steer a terminal.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(character => char.IsControl(character) ? '?' : character));
}
