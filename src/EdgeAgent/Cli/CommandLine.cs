using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;

namespace EdgeAgent.Cli;

/// <summary>All verbs, and the way from their arguments to an exit code.</summary>
internal static class CommandLine
{
    /// <summary>What must happen once, before anything else in the process, and before anything can load ONNX Runtime.</summary>
    public static void PrepareProcess()
    {
        NativeHeap.Bound();
        OnnxTelemetry.Disable();
    }

    /// <summary>Runs what the arguments ask for. Whatever goes wrong becomes lines on <paramref name="error"/> and an <see cref="ExitCode"/>.</summary>
    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default) =>
        RunAsync(CreateRoot(), arguments, output, error, cancellationToken);

    internal static async Task<int> RunAsync(
        RootCommand root, string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // How long a verb may take to put away what it holds after Ctrl-C or SIGTERM.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        try
        {
            return parsed.Action is ParseErrorAction
                ? WrongUsage.Write(parsed, error)
                : await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception fault)
        {
            return FaultReport.Write(fault, error);
        }
    }

    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("The edge agent of a pole: it watches street cameras and tells the center what happens.")
        {
            RunCommand.Create(),
            CheckCommand.Create(),
            CameraCommand.Create(),
            AnalyzeCommand.Create(),
            RulesCommand.Create(),
            BenchCommand.Create(),
            RecordingsCommand.Create(),
            SearchCommand.Create(),
            CenterCommand.Create(),
            EvalCommand.Create(),
            DemoCommand.Create(),
            SimulateCommand.Create(),
            BrokerCommand.Create(),
            ConfigCommand.Create(),
            ContractCommand.Create(),
            KeysCommand.Create(),
            AuditCommand.Create(),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExampleHelp((HelpAction)help.Action!);
        }

        return root;
    }
}
