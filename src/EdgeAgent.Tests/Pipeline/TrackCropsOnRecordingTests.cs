using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Pipeline;

/// <summary>Best views on a busy street.</summary>
public sealed class TrackCropsOnRecordingTests
{
    [Fact]
    public async Task The_pictures_of_people_in_a_street_show_them_whole_and_uncovered()
    {
        using var model = OnnxModel.Load(new ModelOptions { Directory = Checkout.Model });
        var plan = ZoneArgument.WholePicture() with { Capture = new() { Url = Recordings.Video("town-centre.mp4") } };
        var settings = new AnalysisSettings(plan, new ModelOptions { Directory = Checkout.Model }, new PoleIdentity("local", "file"), PoleMode.Commissioning, DateTimeOffset.UnixEpoch);
        List<TrackCrop> crops = [];
        Dictionary<MediaTime, List<BoundingBox>> seen = [];
        Dictionary<int, List<BoundingBox>> views = [];
        var keeper = new TrackCrops(crops.Add);

        await AnalysisRun.RunAsync(
            settings,
            model,
            _ => { },
            frame =>
            {
                var now = frame.Tracks.Where(track => track.State == TrackState.Confirmed && track.LastSeen == frame.Frame.Time && model.Manifest.Labels[track.ClassId] == "person").ToList();
                seen.Add(frame.Frame.Time, [.. now.Select(track => track.Sight)]);
                now.ForEach(track => views.TryAdd(track.Id, []));
                now.ForEach(track => views[track.Id].Add(track.Sight));
                keeper.Observe(frame.Frame, frame.Tracks);
            },
            TestContext.Current.CancellationToken);
        keeper.Finish();

        // Who was in sight for a while was open at some time.
        var people = crops.Where(crop => views.TryGetValue(crop.Track, out var all) && all.Count >= 10).ToList();
        Assert.True(people.Count >= 15, $"{people.Count} people");
        var cut = people.Count(crop => IsAtEdge(crop.Box) && views[crop.Track].Exists(view => !IsAtEdge(view)));
        var covered = people.Count(crop => seen[crop.Time].Exists(other => other != crop.Box && other.Bottom > crop.Box.Bottom && other.Intersection(crop.Box) > 0.25f * crop.Box.Area));
        TestContext.Current.TestOutputHelper?.WriteLine($"{people.Count} people, {cut} at an edge, {covered} covered");
        Assert.True(cut <= people.Count / 20, $"{cut} of {people.Count} end at an edge of the picture");
        Assert.True(covered <= people.Count / 10, $"{covered} of {people.Count} are covered");
    }

    private static bool IsAtEdge(BoundingBox box) => box is { X: <= 0.004f } or { Y: <= 0.004f } or { Right: >= 0.996f } or { Bottom: >= 0.996f };
}
