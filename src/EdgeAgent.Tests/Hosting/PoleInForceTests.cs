using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Hosting;

/// <summary>The center's part of the configuration over cameras that run.</summary>
public sealed class PoleInForceTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();
    private readonly ConcurrentQueue<string> _ended = [];
    private readonly SharedModel _model;
    private readonly CameraFleet _fleet;
    private readonly PoleInForce _pole;

    public PoleInForceTests()
    {
        var snapshot = _folder.Load(ConfigurationFolder.With(root =>
        {
            root["model"] = new JsonObject { ["directory"] = "no-model" };
            var gate = root["cameras"]![0]!;
            gate["url"] = "rtsp://127.0.0.1:1/gate";
            var yard = gate.DeepClone();
            (yard["id"], yard["url"]) = ("yard", "rtsp://127.0.0.1:1/yard");
            root["cameras"]!.AsArray().Add(yard);
        }));
        _model = new SharedModel(snapshot.Options.Model);
        var clock = new SystemMediaClock(TimeProvider.System);
        _fleet = new CameraFleet(
            plan => new CameraPipeline(plan, _model, new CollectedEvents(), new NoClips(), clock, TimeProvider.System, NullLoggerFactory.Instance),
            camera => _ended.Enqueue(camera.Value));
        _pole = new PoleInForce(snapshot, _fleet, _model);
        _fleet.Prepare(PoleInForce.Plans(snapshot.Options));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _fleet.Dispose();
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Only_the_camera_whose_plan_changes_begins_anew_and_what_is_taken_back_is_as_it_was()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = _fleet.RunAsync(stop.Token, Cancel);
        var before = _fleet.Current;

        await _pole.ApplyAsync(Remote("""{"cameras":[{"id":"gate","zones":[{"id":"lawn","polygon":[[0,0],[1,0],[1,1]]}],"rules":[{"type":"intrusion","id":"r2","zone":"lawn"}]}]}"""), Cancel);

        var after = _fleet.Current;
        Assert.Equal(["gate"], _ended);
        Assert.NotSame(before[0], after[0]);
        Assert.Same(before[1], after[1]);
        Assert.Equal("lawn", _pole.Configuration.Options.Cameras[0].Zones.Single().Id);

        await _pole.ApplyAsync(null, Cancel);
        Assert.Equal("yard", _pole.Configuration.Options.Cameras[0].Zones.Single().Id);
        Assert.Equal(["gate", "gate"], _ended);

        await _pole.RestartAsync(new CameraId("yard"), Cancel);
        Assert.NotSame(before[1], _fleet.Current[1]);
        Assert.Equal(["gate", "yard"], _fleet.Current.Select(camera => camera.Id.Value));
        await stop.CancelAsync();
        await running.WaitAsync(Cancel);
    }

    [Theory]
    [InlineData("""{"site":{"timeZone":"Asia/Seoul"}}""", 0, false)]
    [InlineData("""{"broker":{"port":1884}}""", 0, true)]
    [InlineData("""{"broker":{"host":"broker.example"}}""", 0, false)]
    [InlineData("""{"dataDirectory":"/x","city":"other"}""", 2, false)]
    [InlineData("""{"broker":{"passwordFile":"/etc/shadow"}}""", 1, false)]
    [InlineData("""{"cameras":[{"id":"gate","url":"rtsp://elsewhere/"}]}""", 1, false)]
    [InlineData("""{"cameras":[{"id":"none"}]}""", 1, false)]
    [InlineData("""{"cameras":[{"id":"gate","rules":[{"type":"intrusion","id":"r","zone":"nowhere"}]}]}""", 1, false)]
    public void Everything_that_is_wrong_is_found_before_anything_changes(string settings, int problems, bool changesConnection)
    {
        var (found, changes) = _pole.Check(Remote(settings));

        Assert.Equal((problems, changesConnection), (found.Count, changes));
    }

    private static byte[] Remote(string settings) => Encoding.UTF8.GetBytes(settings);

    private sealed class NoClips : IClipSink
    {
        public ValueTask AddAsync(Clip clip, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
