using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace EdgeAgent.Hosting.Configuration;

public sealed class ConfigurationErrorTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("pole", "\"P 1\"", "config/pattern", "pole", "\"P 1\"", "1 to 32 of the characters a-z, 0-9 and -")]
    [InlineData("mode", "\"active\"", "config/enum", "mode", "\"active\"", "commissioning, operational, maintenance")]
    [InlineData("mode", "1", "config/enum", "mode", "1 ", "commissioning, operational, maintenance")]
    [InlineData("dataDirectory", "5", "config/type", "dataDirectory", "5 ", "characters of text")]
    [InlineData("dataDirectory", "\"\"", "config/range", "dataDirectory", "\"\"", "1 to 1024 characters")]
    [InlineData("clips", "null", "config/type", "clips", "null", "leave the setting out")]
    [InlineData("modle", "{}", "config/unknown-setting", "modle", "no such setting", "did you mean model?")]
    [InlineData("Cameras", "[]", "config/unknown-setting", "Cameras", "no such setting", "did you mean cameras?")]
    [InlineData("qwertyuiop", "[]", "config/unknown-setting", "qwertyuiop", "no such setting", "the settings here are")]
    [InlineData("broker.port", "\"1883\"", "config/type", "broker.port", "\"1883\"", "a whole number from 1 to 65535")]
    [InlineData("broker.port", "1883.5", "config/type", "broker.port", "1883.5", "a whole number from 1 to 65535")]
    [InlineData("broker.port", "65536", "config/range", "broker.port", "65536", "a whole number from 1 to 65535")]
    [InlineData("broker.port", "99999999999999999999", "config/type", "broker.port", "99999", "a whole number from 1 to 65535")]
    [InlineData("broker.host", "\"\"", "config/range", "broker.host", "\"\"", "1 or more characters")]
    [InlineData("broker.host", "\"mqtt://x\"", "config/pattern", "broker.host", "\"mqtt://x\"", "a host name or an IP address alone")]
    [InlineData("broker.host", "\"a\\nb\"", "config/pattern", "broker.host", "control characters", "remove them")]
    [InlineData("broker.topicRoot", "\"a/#\"", "config/pattern", "broker.topicRoot", "\"a/#\"", "text of the form ^([A-Za-z")]
    [InlineData("broker.password", "\"hunter2\"", "config/unknown-setting", "broker.password", "no such setting", "did you mean passwordFile?")]
    [InlineData("cameras", "[]", "config/range", "cameras", "a list of 0", "a list of 1 to 16 objects")]
    [InlineData("cameras", "{}", "config/type", "cameras", "an object", "a list of 1 to 16 objects")]
    [InlineData("cameras.0.headingDegrees", "1e999", "config/range", "cameras[0].headingDegrees", "1e999", "a number from 0 to 360")]
    [InlineData("cameras.0.detectionsPerSecond", "0", "config/range", "cameras[0].detectionsPerSecond", "0 ", "a number from 0.1 to 60")]
    [InlineData("cameras.0.url", "\"http://192.0.2.10/\"", "config/pattern", "cameras[0].url", "\"http://192.0.2.10/\"", "rtsp://192.0.2.10/stream1")]
    [InlineData("cameras.0.url", "\"rtsp://[::1/\"", "config/pattern", "cameras[0].url", "rtsp://[::1/", "rtsp://192.0.2.10/stream1")]
    [InlineData("cameras.0.url", "\"rtsp://a:b@192.0.2.10/\"", "config/secret-in-url", "cameras[0].url", "rtsp://***@192.0.2.10/", "credentialsFile")]
    [InlineData("cameras.0.url", "\"rtsp://a:b@c/d@192.0.2.10/\"", "config/secret-in-url", "cameras[0].url", "\"rtsp://***@192.0.2.10/\"", "credentialsFile")]
    [InlineData("cameras.0.zones.0.polygon", "[[0,0],[1,1]]", "config/range", "cameras[0].zones[0].polygon", "a list of 2", "a list of 3 ")]
    [InlineData("cameras.0.zones.0.polygon.1", "[1.2,0]", "config/range", "cameras[0].zones[0].polygon[1][0]", "1.2", "from 0 to 1")]
    [InlineData("cameras.0.zones.0.polygon.1", "[0.1]", "config/range", "cameras[0].zones[0].polygon[1]", "a list of 1", "a list of 2 numbers")]
    [InlineData("cameras.0.rules.0.type", "\"ghost\"", "config/enum", "cameras[0].rules[0].type", "\"ghost\"", "intrusion")]
    [InlineData("cameras.0.rules.0.zone", "\"attic\"", "config/zone-unknown", "cameras[0].rules[0].zone", "attic", "yard")]
    [InlineData("cameras.0.rules.0.minimumSeconds", "-1", "config/range", "cameras[0].rules[0].minimumSeconds", "-1", "from 0 to 3600")]
    [InlineData("cameras.0.rules.0.classes", "[]", "config/range", "cameras[0].rules[0].classes", "a list of 0", "1 or more texts")]
    public void An_error_names_the_setting_the_value_and_what_would_be_right(
        string setting, string value, string code, string path, string message, string remedy)
    {
        var problem = Assert.Single(_folder.Fail(ConfigurationFolder.With(root => Set(root, setting, value))).Problems);

        Assert.Equal(code, problem.Code);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("agent.json line 1", problem.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("city", "city")]
    [InlineData("broker", "broker")]
    [InlineData("broker.host", "broker.host")]
    [InlineData("cameras.0.url", "cameras[0].url")]
    [InlineData("cameras.0.rules.0.type", "cameras[0].rules[0].type")]
    [InlineData("cameras.0.rules.0.zone", "cameras[0].rules[0].zone")]
    public void What_must_be_set_and_is_not_is_missing(string setting, string path)
    {
        var problem = Assert.Single(_folder.Fail(ConfigurationFolder.With(root => Remove(root, setting))).Problems);

        Assert.Equal(("config/missing", path), (problem.Code, problem.Path));
    }

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        var problems = _folder.Fail("""
            {
              "pole": "p-001", "pole": "p-002",
              "city": "Demo",
              "broker": { "port": 0 },
              "cameras": [{ "id": "gate" }, 7]
            }
            """).Problems;

        Assert.Equal(
            ["config/duplicate pole", "config/pattern city", "config/range broker.port", "config/missing broker.host", "config/missing cameras[0].url", "config/type cameras[1]"],
            problems.Select(problem => $"{problem.Code} {problem.Path}"));
    }

    [Fact]
    public void Ids_are_unique_among_cameras_and_on_a_camera()
    {
        var problems = _folder.Fail(ConfigurationFolder.With(root =>
        {
            var cameras = root["cameras"]!.AsArray();
            cameras.Add(cameras[0]!.DeepClone());
            var zones = cameras[0]!["zones"]!.AsArray();
            zones.Add(zones[0]!.DeepClone());
            var rules = cameras[0]!["rules"]!.AsArray();
            rules.Add(rules[0]!.DeepClone());
        })).Problems;

        Assert.Equal(
            ["cameras[1].id", "cameras[0].zones[1].id", "cameras[0].rules[1].id"],
            problems.Select(problem => problem.Path));
        Assert.Equal(
            ["config/camera-duplicate", "config/zone-duplicate", "config/rule-duplicate"],
            problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("{\n  \"a\": NaN\n}", "line 2, column 8")]
    [InlineData("{", "line 1")]
    [InlineData("{\n  \"a\": nil,\n  \"b\": \"secret\"\n}", "line 2, column 9: 'nil' is an invalid JSON literal. Expected the literal 'null'")]
    [InlineData("{} {}", "line 1, column 4")]
    [InlineData("", "the file is empty")]
    [InlineData(" \r\n", "the file is empty")]
    [InlineData("// nothing", "line 1")]
    [InlineData("[]", "a list")]
    [InlineData("null", "null")]
    [InlineData("{\n\"city\": \"\\ud800\"}", "line 2: half of a surrogate pair")]
    [InlineData("{\"a\": \0}", "not UTF-8 text")]
    public void Text_that_is_no_JSON_object_is_reported_with_its_place(string text, string message)
    {
        var problem = Assert.Single(_folder.Fail(text).Problems);

        Assert.Equal(("config/syntax", _folder.AgentFile), (problem.Code, problem.Path));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var problem = Assert.Single(_folder.Fail($$"""{"a":{{new string('[', 100_000)}}""").Problems);

        Assert.Equal("config/syntax", problem.Code);
        Assert.Contains("depth", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_another_encoding_is_refused()
    {
        var fault = Assert.Throws<ConfigurationException>(() => _folder.Load([0xff, 0xfe, (byte)'{', 0, (byte)'}', 0]));

        Assert.Contains("UTF-8", fault.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_100_megabytes_is_refused_without_being_read()
    {
        using (var file = File.Create(_folder.AgentFile))
        {
            file.SetLength(100_000_000);
        }

        Assert.Equal("config/file-too-large", Failure(_folder.AgentFile).Problem.Code);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing()
    {
        Assert.Equal("config/file-missing", Failure(_folder.AgentFile).Problem.Code);
        Assert.Equal("config/file-missing", Failure(Path.Combine(_folder.AgentFile, "below", "agent.json")).Problem.Code);
        Assert.Equal("config/file-directory", Failure(Path.GetDirectoryName(_folder.AgentFile)!).Problem.Code);
        Assert.Equal("config/file-unreadable", Failure("").Problem.Code);
    }

    [Fact]
    public void A_disk_that_fails_is_reported_with_the_system_s_words()
    {
        // Reading another process's memory from address 0 fails with EIO, as a broken card does.
        var problem = Failure("/proc/self/mem").Problem;

        Assert.Equal("config/file-unreadable", problem.Code);
        Assert.Contains("Input/output error", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_may_not_be_read_is_said_to_be_so()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read everything");
        File.WriteAllText(_folder.AgentFile, "{}");
        File.SetUnixFileMode(_folder.AgentFile, UnixFileMode.None);

        Assert.Contains("permission denied", Failure(_folder.AgentFile).Message, StringComparison.Ordinal);
    }

    private static ConfigurationException Failure(string path) =>
        Assert.Throws<ConfigurationException>(() => AgentConfiguration.Load(path));

    private static void Set(JsonNode root, string setting, string value)
    {
        var (parent, last) = Find(root, setting);
        if (parent is JsonArray items)
        {
            items[int.Parse(last)] = JsonNode.Parse(value);
        }
        else
        {
            parent[last] = JsonNode.Parse(value);
        }
    }

    private static void Remove(JsonNode root, string setting)
    {
        var (parent, last) = Find(root, setting);
        parent.AsObject().Remove(last);
    }

    private static (JsonNode Parent, string Last) Find(JsonNode root, string setting)
    {
        var steps = setting.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray items ? items[int.Parse(step)]! : node[step]!);
        return (parent, steps[^1]);
    }
}
