using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

public sealed class SampleConfigurationTests
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void The_sample_is_valid()
    {
        var snapshot = AgentConfiguration.Load(ConfigurationFolder.SampleFile);

        Assert.Equal("gate", Assert.Single(snapshot.Options.Cameras).Id);
    }

    [Fact]
    public void The_sample_shows_every_setting_of_the_top_level()
    {
        var sample = JsonNode.Parse(File.ReadAllText(ConfigurationFolder.SampleFile), documentOptions: Reading)!.AsObject();
        var known = ConfigurationSchema.Root["properties"]!.AsObject().Select(property => property.Key);

        Assert.Equal(known.Where(name => name != ConfigurationSchema.SchemaMember), sample.Select(member => member.Key));
    }

    public static TheoryData<string> Boards =>
        [.. Directory.EnumerateFiles(Path.Combine(ConfigurationFolder.Checkout, "hardware", "boards"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Boards))]
    public void Every_board_profile_is_delivered_and_gives_valid_defaults(string board)
    {
        using var folder = new ConfigurationFolder();
        File.WriteAllText(folder.AgentFile, ConfigurationFolder.With(root => root["board"] = board));

        var snapshot = AgentConfiguration.Load(folder.AgentFile);

        var profile = Path.Combine(BoardLayer.Folder, $"{board}.json");
        Assert.Equal(board, JsonNode.Parse(File.ReadAllText(profile))!["name"]!.GetValue<string>());
        Assert.Contains(snapshot.Sources.Values, place => place.StartsWith(profile, StringComparison.Ordinal));
    }
}
