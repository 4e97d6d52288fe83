using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Control.Desired;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Control;

/// <summary>Signed configurations with real files, on a pole that only remembers what it was given.</summary>
public sealed class DesiredConfigurationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SomeControl _pole;
    private readonly Configured _configured = new();
    private readonly List<DesiredConfiguration> _opened = [];

    public DesiredConfigurationTests() => _pole = new SomeControl(_directory.Path);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _pole.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Settings_that_are_right_are_in_force_at_once_and_through_a_restart()
    {
        await Open().HandleAsync(Desired(1, """{"site":{"timeZone":"Asia/Seoul"}}"""), Cancel);

        Assert.Equal((1, ConfigState.Applied), (Status.Version, Status.State));
        Assert.Equal("""{"site":{"timeZone":"Asia/Seoul"}}""", _configured.InForce);
        Assert.Equal(_configured.InForce, File.ReadAllText(_directory["config/remote.json"]));
        Open();
        Assert.Equal((1, "Asia/Seoul"), (Status.Version, Status.Settings!.Value.GetProperty("site").GetProperty("timeZone").GetString()));
    }

    [Fact]
    public async Task Settings_that_are_wrong_change_nothing_and_everything_that_is_wrong_is_told()
    {
        var desired = Open();
        await desired.HandleAsync(Desired(1, "{}"), Cancel);
        await desired.HandleAsync(Desired(2, """{"wrong":true}"""), Cancel);

        Assert.Equal((1, ConfigState.Refused, 2L), (Status.Version, Status.State, Status.RefusedVersion));
        Assert.Equal(["config/one", "config/two"], Status.Problems.Select(problem => problem.Code));
        Assert.Equal("{}", _configured.InForce);

        await desired.HandleAsync(Desired(3, "{ }"), Cancel);
        Assert.Equal((3, ConfigState.Applied, null), (Status.Version, Status.State, Status.RefusedVersion));
    }

    [Theory]
    [InlineData(1, "{ }", "desired/old-version")]
    [InlineData(2, "{\"site\":{}}", "desired/same-version")]
    [InlineData(3, "[]", "desired/settings")]
    [InlineData(0, "{}", "desired/version")]
    [InlineData(long.MaxValue, "{}", "desired/version")]
    public async Task A_version_never_goes_down_nor_means_two_things_also_after_a_restart(long version, string settings, string code)
    {
        await Open().HandleAsync(Desired(2, "{}"), Cancel);

        await Open().HandleAsync(Desired(version, settings), Cancel);

        Assert.Equal(1, _pole.Counts.Health.Refused[code]);
        Assert.Equal((2, 1), (Status.Version, _configured.Applied));
    }

    [Fact]
    public async Task Whoever_only_has_a_password_at_the_broker_moves_nothing()
    {
        var desired = Open();
        await desired.HandleAsync(Desired(2, "{}"), Cancel);

        await desired.HandleAsync(SomeControl.Message([], "config", "desired"), Cancel);
        await desired.HandleAsync(SomeControl.Message("{\"version\":9,\"settings\":{}}"u8.ToArray(), "config", "desired"), Cancel);

        Assert.Equal((2, 1), (Status.Version, _configured.Applied));
        Assert.Equal(["desired/cleared", "signature/malformed"], _pole.Counts.Health.Refused.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_reaches_the_center_stays(bool needsConsumer)
    {
        _configured.NeedsConsumer = needsConsumer;
        var desired = Open();
        await desired.HandleAsync(Desired(1, """{"broker":{"host":"b"}}"""), Cancel);
        Assert.Equal(ConfigState.Trial, Status.State);

        _configured.IsConnected = true;
        await desired.TurnAsync(Cancel);
        Assert.Equal(needsConsumer ? ConfigState.Trial : ConfigState.Applied, Status.State);

        // Anything that is signed shows that somebody is there.
        await _pole.Handle(_pole.Command());
        await desired.TurnAsync(Cancel);
        _pole.Time.Advance(TimeSpan.FromHours(1));
        await desired.TurnAsync(Cancel);
        Assert.Equal((ConfigState.Applied, 1), (Status.State, _configured.Applied));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_does_not_reach_the_center_is_taken_back_after_five_minutes_through_a_restart(bool isRestarted)
    {
        var desired = Open();
        await desired.HandleAsync(Desired(1, """{"site":{}}"""), Cancel);
        await desired.HandleAsync(Desired(2, """{"broker":{"host":"b"}}"""), Cancel);
        await Pass(desired, seconds: 180);
        Assert.Equal((2, ConfigState.Trial), (Status.Version, Status.State));
        if (isRestarted)
        {
            desired = Open();
            Assert.Equal((2, ConfigState.Trial), (Status.Version, Status.State));
        }

        await Pass(desired, seconds: 110);
        Assert.Equal(ConfigState.Trial, Status.State);
        await Pass(desired, seconds: 30);

        Assert.Equal((1, ConfigState.TakenBack, 2L), (Status.Version, Status.State, Status.RefusedVersion));
        Assert.Equal("desired/center-not-reached", Status.Problems.Single().Code);
        Assert.Equal("""{"site":{}}""", File.ReadAllText(_directory["config/remote.json"]));
        Assert.Equal("""{"site":{}}""", _configured.InForce);

        // The broker still holds it, and says it with every connection.
        await desired.HandleAsync(Desired(2, """{"broker":{"host":"b"}}"""), Cancel);
        Assert.Equal(ConfigState.TakenBack, Status.State);
        await desired.HandleAsync(Desired(3, """{"broker":{"host":"c"}}"""), Cancel);
        Assert.Equal((3, ConfigState.Trial), (Status.Version, Status.State));
    }

    [Fact]
    public async Task The_first_settings_of_all_are_taken_back_to_none()
    {
        var desired = Open();
        await desired.HandleAsync(Desired(1, """{"broker":{"host":"b"}}"""), Cancel);

        await Pass(desired, seconds: 301);

        Assert.Equal((0, ConfigState.TakenBack), (Status.Version, Status.State));
        Assert.False(File.Exists(_directory["config/remote.json"]));
        Assert.Null(_configured.InForce);
    }

    [Fact]
    public async Task A_crash_before_the_settings_were_written_leaves_those_before_in_force_without_a_trial()
    {
        await Open().HandleAsync(Desired(1, """{"site":{}}"""), Cancel);
        await Open().HandleAsync(Desired(2, """{"broker":{"host":"b"}}"""), Cancel);
        File.Copy(_directory["config/previous.json"], _directory["config/remote.json"], overwrite: true);

        var desired = Open();

        Assert.Equal((1, ConfigState.Applied), (Status.Version, Status.State));
        await desired.HandleAsync(Desired(2, """{"broker":{"host":"b"}}"""), Cancel);
        Assert.Equal((2, ConfigState.Trial), (Status.Version, Status.State));
    }

    [Fact]
    public async Task A_disk_that_refuses_refuses_the_settings()
    {
        File.WriteAllText(_directory["config"], "a file stands where the folder should be");

        await Open().HandleAsync(Desired(1, "{}"), Cancel);

        Assert.Equal(("desired/not-kept", 0), (Status.Problems.Single().Code, _configured.Applied));
    }

    private ConfigStatusMessage Status => Assert.IsType<ConfigStatusMessage>(_pole.Mail.Kept.Single().Data);

    private DesiredConfiguration Open()
    {
        _opened.Add(new DesiredConfiguration(
            _pole.Intake, _configured, new ConfigFiles(_directory.Path), _pole.Audit, _pole.Refusals, _pole.Counts, _pole.Mail, _pole.Time,
            NullLogger<DesiredConfiguration>.Instance));
        return _opened[^1];
    }

    private DownlinkMessage Desired(long version, string settings)
    {
        var claims = new JsonObject { ["iss"] = "operations", ["aud"] = SomeControl.Pole, ["version"] = version, ["settings"] = JsonNode.Parse(settings) };
        return SomeControl.Message(_pole.Sign(claims.ToJsonString(), DesiredConfiguration.MessageType), "config", "desired") with { Retained = true };
    }

    private async Task Pass(DesiredConfiguration desired, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _pole.Time.Advance(TimeSpan.FromSeconds(1));
            await desired.TurnAsync(Cancel);
        }
    }

    private sealed class Configured : IConfigurable
    {
        public bool IsConnected { get; set; }

        public bool NeedsConsumer { get; set; }

        public string? InForce { get; private set; }

        public int Applied { get; private set; }

        public (IReadOnlyList<Problem> Problems, bool ChangesConnection) Check(byte[]? settings)
        {
            var text = Encoding.UTF8.GetString(settings!);
            return text.Contains("wrong", StringComparison.Ordinal)
                ? ([new Problem("config/one", "a", "b"), new Problem("config/two", "a", "b")], false)
                : ([], text.Contains("broker", StringComparison.Ordinal));
        }

        public Task ApplyAsync(byte[]? settings, CancellationToken cancellationToken)
        {
            (InForce, Applied) = (settings is null ? null : Encoding.UTF8.GetString(settings), Applied + 1);
            return Task.CompletedTask;
        }
    }
}
