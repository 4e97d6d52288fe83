using EdgeAgent.Capture;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;
using EdgeAgent.Recording;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Tamper;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Rules.Things;

/// <summary>Recorded scenes through the whole analysis, with the real model.</summary>
public sealed class RealVideoTests
{
    /// <summary>Where the bag of <c>abandoned-bag.mp4</c> lies: upright at first, and fallen over from 10.5 s on.</summary>
    private static readonly BoundingBox Bag = new(0.19f, 0.69f, 0.1f, 0.2f);

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 10)]
    [InlineData(5, 20)]
    public async Task The_bag_of_two_men_is_one_event_that_names_both(double rate, double seconds)
    {
        var events = await AnalyseAsync("abandoned-bag.mp4", rate, new AbandonedObjectOptions { Id = "dumped", Zone = "all", MinimumSeconds = seconds });
        Assert.Equal([EventPhase.Start, EventPhase.End], events.Select(edgeEvent => edgeEvent.Phase));
        var start = events[0];
        Assert.Equal(EventTypes.AbandonedObject, start.Type);

        // It stands there from 1 s on, and both have gone by 7 s.
        Assert.InRange(start.Time.TotalSeconds, Math.Max(seconds, 6), Math.Max(seconds, 10) + 5);
        Assert.True(start.BestBox!.Value.IntersectionOverUnion(Bag) > 0.4f, start.BestBox.ToString());

        // Both leave to the right, past the middle of the picture, before the next passer-by has come near.
        var parties = start.Detail!.Parties;
        Assert.InRange(parties.Length, 2, 4);
        Assert.All(parties, party => Assert.Equal("person", party.ObjectClass));
        Assert.All(parties, party => Assert.True(party.LastSeen < MediaTime.FromSeconds(8)));
        Assert.Contains(parties, party => party.LastBox.X > 0.7f);
        Assert.Equal("stopped", events[1].Reason);
    }

    /// <summary>By night on the lawn, not in the car: the lamp in it goes on when its door is opened, and what it shows was not to be seen before.</summary>
    [Theory]
    [InlineData("town-centre.mp4", "all")]
    [InlineData("night-infrared.mp4", "lawn")]
    public async Task A_street_without_a_thing_left_behind_has_no_event(string video, string zone)
    {
        Assert.Empty(await AnalyseAsync(
            video, 5, new AbandonedObjectOptions { Id = "dumped", Zone = zone, MinimumSeconds = 4 }, new CameraTamperOptions { Id = "tamper", MinimumSeconds = 3 }));
    }

    private static async Task<List<EdgeEvent>> AnalyseAsync(string video, double rate, params RuleOptions[] rules)
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        var clock = new FileMediaClock(DateTimeOffset.UnixEpoch);
        var plan = new CameraPlan
        {
            Id = new CameraId("file"),
            Path = "cameras[0]",
            Capture = new CaptureOptions { Url = Recordings.Video(video) },
            DetectionsPerSecond = rate,
            Clips = new ClipOptions(),
            ClipDirectory = Path.GetTempPath(),
            Zones =
            [
                new ZoneOptions { Id = "all", Polygon = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] },
                new ZoneOptions { Id = "lawn", Polygon = [new(0, 0.5f), new(0.65f, 0.5f), new(0.55f, 1), new(0, 1)] },
            ],
            Rules = [.. rules],
        };
        var events = new List<EdgeEvent>();
        using var analysis = new FileAnalysis(plan, model, clock, events.Add, _ => { });
        await new VideoSource(plan.Capture, clock, NullLogger<VideoSource>.Instance).RunAsync(analysis, TestContext.Current.CancellationToken);
        analysis.Finish();
        return events;
    }
}
