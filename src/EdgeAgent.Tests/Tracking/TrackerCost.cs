using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>A measurement, not a test: what an update costs in a drawn town at 5 frames a second, by how many are in sight.</summary>
public sealed class TrackerCost(ITestOutputHelper output)
{
    private const int Every = 5;
    private const int Rounds = 20;

    // More than a processor's caches hold: a detector runs between two updates, and the tracker finds nothing where it left it.
    private readonly byte[] _between = new byte[64 << 20];

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_an_update(bool isCold)
    {
        var towns = new[] { 3, 10, 20, 30, 50 }.Select(people => new Town(7) { People = people, Height = 0.25, HasBus = true }.Draw(20)).ToList();
        var byObjects = new SortedDictionary<int, List<double>>();
        for (var round = 0; round < Rounds; round++)
        {
            // The first rounds are for the compiler.
            var times = round < Rounds / 2 ? [] : byObjects;
            towns.ForEach(town => Track(town, isCold, times));
        }

        foreach (var (objects, times) in byObjects)
        {
            times.Sort();
            output.WriteLine(
                $"{objects,2} to {objects + 4,2} in sight: median {times[times.Count / 2]:0.0} µs, nine of ten below {times[times.Count * 9 / 10]:0.0} µs, {times.Count} updates");
        }
    }

    private void Track(List<TownFrame> town, bool isCold, SortedDictionary<int, List<double>> byObjects)
    {
        var tracker = new ByteTracker(new TrackerOptions(), Town.Aspect);
        var tracks = new List<Track>();
        for (var i = 0; i < town.Count; i += Every)
        {
            if (isCold)
            {
                _between.AsSpan().Fill((byte)i);
            }

            var started = TimeProvider.System.GetTimestamp();
            tracker.Update(MediaTime.FromSeconds(town[i].Seconds), town[i].Detections, town[i].Colors, tracks);
            var elapsed = TimeProvider.System.GetElapsedTime(started).TotalMicroseconds;
            var objects = tracks.Count(track => track.State == TrackState.Confirmed) / 5 * 5;
            byObjects.TryAdd(objects, []);
            byObjects[objects].Add(elapsed);
        }
    }
}
