using System.Text.RegularExpressions;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli;

/// <summary>What the documents tell people to type and to write must be true.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Documents => [.. Markdown().Select(path => Path.GetRelativePath(Checkout.Root, path))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_that_a_document_shows_is_one_that_the_program_takes(string document)
    {
        foreach (var line in Commands(document).Where(line => line.StartsWith("edgeagent ", StringComparison.Ordinal)))
        {
            var arguments = line.Split('#')[0].Split('>')[0]["edgeagent ".Length..];
            Assert.True(CommandLine.CreateRoot().Parse(arguments).Errors.Count == 0, $"{document}: {line}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_script_that_a_document_runs_is_there_and_can_be_run(string document)
    {
        foreach (var script in Commands(document).Select(line => ScriptCall().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value))
        {
            var path = Path.Combine(Checkout.Root, script);
            Assert.True(File.Exists(path) && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), $"{document}: {script}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_file_that_a_document_links_to_is_there(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, document))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(Checkout.Root, document))).Select(match => match.Groups[1].Value);
        Assert.All(links.Where(link => !link.Contains("://", StringComparison.Ordinal)), link =>
            Assert.True(Path.Exists(Path.Combine(folder, link)), $"{document}: {link}"));
    }

    [Fact]
    public void The_configuration_of_the_readme_is_accepted()
    {
        using var directory = new TemporaryDirectory();
        var sample = Assert.Single(Blocks("README.md", "jsonc"));
        File.WriteAllText(directory["agent.json"], sample);

        var options = AgentConfiguration.Load(directory["agent.json"]).Options;

        Assert.Equal("gate", Assert.Single(options.Cameras).Id);
    }

    [Fact]
    public void The_two_commands_of_the_readme_are_the_first_that_it_shows()
    {
        Assert.Equal(
            ["./scripts/demo.sh", "./scripts/test.sh"],
            Commands("README.md").Take(2).Select(line => line.Split(' ')[0]));
    }

    private static IEnumerable<string> Commands(string document) =>
        Blocks(document, "sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Blocks(string document, string language) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Checkout.Root, document)))
            .Where(match => match.Groups[1].Value == language)
            .Select(match => match.Groups[2].Value);

    private static IEnumerable<string> Markdown() =>
        new[] { "src", "scripts", "hardware", "systemd" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.md", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Prepend(Path.Combine(Checkout.Root, "README.md"));

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\./(\S+)")]
    private static partial Regex ScriptCall();

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link();
}
