using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;
using EdgeAgent.Search.Sightings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Hosting;

public sealed class StatusSourceTests
{
    [Fact]
    public async Task Health_says_where_a_camera_looks_why_nobody_knows_it_and_what_was_refused()
    {
        using var folder = new ConfigurationFolder();
        var snapshot = folder.Load(ConfigurationFolder.With(root => root["cameras"]![0]!["ptz"] = new JsonObject { ["home"] = "1" }));
        var (options, clock, time) = (snapshot.Options, new ManualClock(), new FakeTimeProvider());
        await using var outbox = Some.Outbox(options.DataDirectory);
        using var model = new SharedModel(options.Model);
        using var recording = new RecordingService(options, outbox, clock, time, NullLoggerFactory.Instance);
        var stills = StillStore.Open(DataPaths.Stills(options.DataDirectory), options.Mode);
        using var camera = new CameraPipeline(
            CameraPlans.From(options).Single(), model, outbox, outbox, clock, time, NullLoggerFactory.Instance,
            new CameraKeeping { Recording = recording.Store, Stills = stills });
        using var orders = new OrderService(options.DataDirectory, null, outbox, clock, time, NullLoggerFactory.Instance);
        using var sightings = SightingsIndex.Open(
            DataPaths.Sightings(options.DataDirectory), new SightingsOptions(), time, NullLogger<SightingsIndex>.Instance);
        var status = new StatusSource(() => snapshot, () => [camera], model, outbox, recording, stills, orders, sightings, clock, time);

        camera.Ptz!.Failed(new Problem("ptz/unreachable", "silent", "check it"));
        camera.State.CountStillDropped();
        Assert.Equal("""{"state":"asking","code":"ptz/unreachable"}""", Told()["cameras"]![0]!["ptz"]!.ToJsonString());

        time.Advance(camera.Ptz.Patience);
        var health = Told();
        var told = health["cameras"]![0]!.AsObject();
        Assert.Equal("""{"state":"unknown","code":"ptz/unreachable"}""", told["ptz"]!.ToJsonString());
        Assert.Equal((0, 0, 1), ((int)told["detectionsRejected"]!, (int)told["framesOutOfOrder"]!, (int)told["stillsDropped"]!));
        Assert.False(told.ContainsKey("rules"));
        Assert.Equal("ptz/unreachable", (string)health["faults"]![0]!["code"]!);
        Assert.True(status.GetMeta().Cameras[0].Ptz);

        JsonNode Told() => JsonSerializer.SerializeToNode(status.GetHealth(), MessageJson.Options)!;
    }
}
