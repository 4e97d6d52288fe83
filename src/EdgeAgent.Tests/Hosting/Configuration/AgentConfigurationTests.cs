using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Hosting.Configuration;

public sealed class AgentConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var snapshot = _folder.Load();

        Assert.Equal(PoleMode.Commissioning, snapshot.Options.Mode);
        Assert.Equal(1883, snapshot.Options.Broker.Port);
        Assert.Equal(5, snapshot.Options.Cameras[0].DetectionsPerSecond);
        var rule = Assert.IsType<IntrusionOptions>(snapshot.Options.Cameras[0].Rules[0]);
        Assert.Equal(0.5, rule.MinimumSeconds);
        Assert.Equal(["person"], rule.Classes);
        Assert.DoesNotContain("broker.port", snapshot.Sources.Keys);
        Assert.Empty(snapshot.RemoteProblems);
    }

    [Fact]
    public void Every_setting_remembers_its_file_and_line()
    {
        var snapshot = _folder.Load();

        Assert.Equal($"{_folder.AgentFile}:2", snapshot.Sources["city"]);
        Assert.Equal($"{_folder.AgentFile}:9", snapshot.Sources["cameras[0].url"]);
        Assert.Equal($"{_folder.AgentFile}:11", snapshot.Sources["cameras[0].rules[0].zone"]);
    }

    [Fact]
    public void A_board_stands_below_the_file_and_above_the_defaults()
    {
        _folder.WriteBoard("oak", """{ "name": "oak", "defaults": { "model": { "threads": 3 }, "clips": { "preSeconds": 7 } } }""");

        var snapshot = _folder.Load(ConfigurationFolder.With(root =>
        {
            root["board"] = "oak";
            root["clips"] = new JsonObject { ["preSeconds"] = 2 };
        }));

        Assert.Equal(3, snapshot.Options.Model.Threads);
        Assert.Equal(2, snapshot.Options.Clips.PreSeconds);
        Assert.Equal(5, snapshot.Options.Clips.PostSeconds);
        Assert.Equal(Path.Combine(_folder.Boards, "oak.json:1"), snapshot.Sources["model.threads"]);
        Assert.StartsWith(_folder.AgentFile, snapshot.Sources["clips.preSeconds"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_board_is_refused_and_the_known_ones_are_named()
    {
        _folder.WriteBoard("oak", "{}");
        _folder.WriteBoard("ash", "{}");

        var problem = Assert.Single(_folder.Fail(ConfigurationFolder.With(root => root["board"] = "elm")).Problems);

        Assert.Equal("config/board-unknown", problem.Code);
        Assert.Contains("ash, oak", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_starts_at_the_folder_of_the_file()
    {
        var options = _folder.Load(ConfigurationFolder.With(root =>
        {
            root["broker"]!["passwordFile"] = "broker.password";
            root["cameras"]![0]!["credentialsFile"] = "/etc/x";
        })).Options;

        Assert.Equal(Path.Combine(Path.GetDirectoryName(_folder.AgentFile)!, "broker.password"), options.Broker.PasswordFile);
        Assert.Equal("/etc/x", options.Cameras[0].CredentialsFile);
    }

    [Fact]
    public void The_version_is_that_of_the_settings_not_of_the_text()
    {
        var first = _folder.Load();
        var reformatted = _folder.Load(ConfigurationFolder.With(_ => { }));
        var changed = _folder.Load(ConfigurationFolder.With(root => root["mode"] = "maintenance"));

        Assert.Equal(first.Version, reformatted.Version);
        Assert.NotEqual(first.Version, changed.Version);
    }

    [Fact]
    public void A_byte_order_mark_comments_and_trailing_commas_are_read()
    {
        var text = "\uFEFF// pole\n" + ConfigurationFolder.With(_ => { }).Replace("\"city\"", "/* here */ \"city\"", StringComparison.Ordinal);
        var snapshot = _folder.Load(text.Insert(text.LastIndexOf('}'), ","));

        Assert.Equal("demo-city", snapshot.Options.City);
        Assert.Equal($"{_folder.AgentFile}:2", snapshot.Sources["city"]);
    }

    [Fact]
    public void A_rule_may_name_its_type_last()
    {
        var snapshot = _folder.Load(ConfigurationFolder.With(root =>
            root["cameras"]![0]!["rules"] = JsonNode.Parse("""[{ "id": "r1", "zone": "yard", "type": "intrusion" }]""")));

        Assert.IsType<IntrusionOptions>(snapshot.Options.Cameras[0].Rules[0]);
    }
}
