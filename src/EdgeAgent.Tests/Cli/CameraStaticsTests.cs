using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Imaging;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline.Statics;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Storage;

namespace EdgeAgent.Cli;

public sealed class CameraStaticsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _configuration;
    private readonly StaticsBook _book;

    public CameraStaticsTests()
    {
        _configuration = _directory["agent.json"];
        File.WriteAllText(
            _configuration,
            """
            {"city": "test-city", "pole": "test-pole", "dataDirectory": "data", "broker": {"host": "127.0.0.1"}, "model": {"directory": "model"},
             "cameras": [{"id": "gate", "url": "rtsp://127.0.0.1/1"}, {"id": "yard", "url": "rtsp://127.0.0.1/2"}]}
            """);
        _book = new StaticsBook(_directory["data/statics"], new CameraId("gate"), SystemDisk.Instance);
        using var frame = new MemoryFrame(64, 48);
        var picture = JpegCrop.Encode(frame, new BoundingBox(0.2f, 0.2f, 0.3f, 0.5f))!;
        _book.Write(
            new StaticsDocument(StaticsDocument.Supported, 4, [Entry(1, "person"), Entry(3, "bench")]),
            new Dictionary<int, byte[]> { [1] = picture });
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task They_are_listed_for_people_and_for_programs_and_shown_on_a_sheet()
    {
        var text = await List();
        Assert.Equal(3, text.Output.Count);
        Assert.Matches(@"^gate\s+1\s+person\s+0\.100,0\.200,0\.050,0\.300\s+\S+ \S+\s+12\s+0\.0 h$", text.Output[1]);

        var sheet = _directory["statics.png"];
        var json = JsonNode.Parse(string.Concat((await List("--json", "--sheet", sheet)).Output))!.AsArray();
        Assert.Equal([1, 3], json.Select(row => row!["id"]!.GetValue<int>()));
        Assert.Equal(_book.PicturePath(1), json[0]!["picture"]!.GetValue<string>());
        Assert.Null(json[1]!["picture"]);
        Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(sheet)[1..4]);
    }

    [Fact]
    public async Task A_camera_that_has_learned_nothing_says_so_and_one_that_is_not_there_is_wrong_usage()
    {
        Assert.Equal(["nothing is learned"], (await List("--camera", "yard")).Output);
        var wrong = await List("--camera", "gat");
        Assert.Equal(ExitCode.Wrong, wrong.ExitCode);
        Assert.Contains("gate, yard", Assert.Single(wrong.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_told_and_is_a_failure()
    {
        File.WriteAllText(_book.Path, "{");
        var listed = await List();
        Assert.Equal(ExitCode.Failed, listed.ExitCode);
        Assert.Contains("statics/damaged", Assert.Single(listed.Errors), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await Forget("--all")).ExitCode);
    }

    [Fact]
    public async Task While_no_agent_runs_forgetting_is_done_at_once()
    {
        Assert.Equal(["forgotten: 1"], (await Forget("1")).Output);
        Assert.Equal([3], _book.Read().Document.Statics.Select(entry => entry.Id));
        Assert.False(File.Exists(_book.PicturePath(1)));
        Assert.Equal(["forgotten: 1"], (await Forget("--all")).Output);
        Assert.Empty(_book.Read().Document.Statics);
        Assert.Equal(4, _book.Read().Document.NextId);
    }

    [Fact]
    public async Task A_running_agent_is_asked_and_its_file_is_left_alone()
    {
        var before = File.ReadAllBytes(_book.Path);
        using var held = DirectoryLock.Take(DataPaths.Lock(_directory["data"]));
        var asked = await Forget("--all");
        Assert.Equal(["the running agent forgets them within seconds: 2"], asked.Output);
        Assert.Equal([1, 3], _book.Wishes().Order());
        Assert.Equal(before, File.ReadAllBytes(_book.Path));
    }

    [Theory]
    [InlineData(ExitCode.Failed, "2")]
    [InlineData(ExitCode.Wrong)]
    [InlineData(ExitCode.Wrong, "1", "--all")]
    [InlineData(ExitCode.Wrong, "one")]
    public async Task What_cannot_be_forgotten_is_told(int code, params string[] arguments)
    {
        var told = await Forget(arguments);
        Assert.Equal(code, told.ExitCode);
        Assert.NotEmpty(told.Errors);
        Assert.Equal(2, _book.Read().Document.Statics.Length);
    }

    private static StaticEntry Entry(int id, string label) =>
        new(id, label, [0.1f, 0.2f, 0.05f, 0.3f], 0.05f, 700, DateTimeOffset.UnixEpoch, 12, 3.5);

    private Task<ProgramResult> List(params string[] more) => InProcess.RunAsync(["camera", "statics", "list", "--config", _configuration, .. more]);

    private Task<ProgramResult> Forget(params string[] more) =>
        InProcess.RunAsync(["camera", "statics", "forget", "--camera", "gate", "--config", _configuration, .. more]);
}
