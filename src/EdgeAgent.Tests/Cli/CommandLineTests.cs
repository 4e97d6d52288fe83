using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_problem_is_one_line_and_exit_code_1()
    {
        var code = await RunAsync(new ProblemException(new Problem("camera/unauthorized", "401 from\n192.0.2.10\u001b[2J", "check user and password", "gate")));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal("edgeagent: camera/unauthorized: gate: 401 from 192.0.2.10?[2J (check user and password)\n", _error.ToString());
    }

    [Fact]
    public async Task An_unexpected_fault_is_one_line_without_a_stack_trace()
    {
        var code = await RunAsync(new InvalidOperationException("no such luck"));

        Assert.Equal(ExitCode.Failed, code);
        var line = Assert.Single(Lines(_error));
        Assert.StartsWith("edgeagent: unexpected InvalidOperationException: no such luck (", line, StringComparison.Ordinal);
        Assert.Contains("EDGEAGENT_TRACE=1", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_behind_the_output_is_not_called_a_mistake_of_the_program()
    {
        var code = await RunAsync(new IOException("No space left on device"));

        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("edgeagent: disk/refused: No space left on device (", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_is_quiet_and_exit_code_130()
    {
        var code = await RunAsync(new OperationCanceledException());

        Assert.Equal(130, code);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Every_problem_of_a_configuration_has_a_line_and_the_exit_code_is_2()
    {
        using var folder = new ConfigurationFolder();
        await File.WriteAllTextAsync(
            folder.AgentFile, ConfigurationFolder.With(root => (root["pole"], root["mode"]) = ("P 1", "on")), TestContext.Current.CancellationToken);

        var code = await RunAsync("config", "show", "--config", folder.AgentFile);

        Assert.Equal(ExitCode.Wrong, code);
        Assert.Empty(_output.ToString());
        Assert.Collection(
            Lines(_error),
            line => Assert.StartsWith("edgeagent: config/pattern: pole: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("edgeagent: config/enum: mode: ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "edgeagent: usage/wrong: Required command was not provided (see edgeagent --help)")]
    [InlineData("confg", "edgeagent: usage/unknown: \"confg\" is not known here (did you mean config? see edgeagent --help)")]
    [InlineData("config show --jso", "edgeagent: usage/unknown: \"--jso\" is not known here (did you mean --json? see edgeagent config show --help)")]
    [InlineData("config show --config", "edgeagent: usage/wrong: Required argument missing for option: '--config' (see edgeagent config show --help)")]
    public async Task Wrong_usage_is_explained_and_exit_code_2(string arguments, string expected)
    {
        var code = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Wrong, code);
        Assert.Equal(expected, Assert.Single(Lines(_error)));
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+", _output.ToString());
    }

    [Fact]
    public async Task Config_schema_prints_the_schema()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("config", "schema"));
        Assert.Equal("EdgeAgent configuration", JsonNode.Parse(_output.ToString())!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Config_show_prints_every_setting_with_its_value_and_source()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("config", "show", "--config", ConfigurationFolder.SampleFile));

        var lines = Lines(_output);
        Assert.Contains(lines, line => line.StartsWith("clips.ringMaximumBytes ", StringComparison.Ordinal) && line.EndsWith(" default", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("cameras[0].zones[0].polygon ", StringComparison.Ordinal)
            && line.Contains(" [[0.1,0.55],[0.9,0.55],[0.95,0.98],[0.05,0.98]] ", StringComparison.Ordinal)
            && line.Contains("agent.sample.json:", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("broker.passwordFile ", StringComparison.Ordinal));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Config_show_as_json_is_read_by_programs()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("config", "show", "--json", "--config", ConfigurationFolder.SampleFile));

        var shown = JsonNode.Parse(_output.ToString())!;
        Assert.Equal(12, shown["version"]!.GetValue<string>().Length);
        var port = shown["settings"]!.AsArray().Single(setting => setting!["path"]!.GetValue<string>() == "broker.port")!;
        Assert.Equal(1883, port["value"]!.GetValue<int>());
        Assert.Contains("agent.sample.json:", port["source"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_show_hides_passwords_and_tells_why_the_remote_part_is_not_in_force()
    {
        using var folder = new ConfigurationFolder();
        folder.WriteRemote("""{ "mode": "operational" }""");
        await File.WriteAllTextAsync(
            folder.AgentFile,
            ConfigurationFolder.With(root => root["cameras"]![0]!["url"] = "rtsp://192.0.2.10/user=admin&password=hunter2&channel=1"),
            TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, await RunAsync("config", "show", "--config", folder.AgentFile));

        Assert.Contains("password=***&channel=1", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", _output.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("edgeagent: config/not-remote: mode: ", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(arguments, _output, _error, TestContext.Current.CancellationToken);

    private Task<int> RunAsync(Exception fault)
    {
        var verb = new Verb("fail", "Fails.", "edgeagent fail");
        verb.SetAction((_, _) => Task.FromException<int>(fault));
        return CommandLine.RunAsync([verb], ["fail"], _output, _error, TestContext.Current.CancellationToken);
    }
}
