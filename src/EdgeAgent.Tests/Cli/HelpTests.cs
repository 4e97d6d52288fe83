using System.CommandLine;

namespace EdgeAgent.Cli;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. All(CommandLine.CreateRoot()).Skip(1).Select(entry => entry.Path)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_help_with_an_example_that_the_program_takes(string path)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync([.. path.Split(' '), "--help"], output, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, code);
        Assert.Empty(error.ToString());
        var verb = Assert.IsType<Verb>(All(CommandLine.CreateRoot()).Single(entry => entry.Path == path).Command);
        Assert.EndsWith(".", verb.Description, StringComparison.Ordinal);
        Assert.Contains($"Example:\n  {verb.Example}\n", output.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"edgeagent {path}", verb.Example, StringComparison.Ordinal);
        var arguments = verb.Example.Split('>', '|')[0]["edgeagent ".Length..];
        Assert.Empty(CommandLine.CreateRoot().Parse(arguments).Errors);
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path = "") =>
        command.Subcommands.SelectMany(child => All(child, $"{path} {child.Name}".Trim())).Prepend((path, command));
}
