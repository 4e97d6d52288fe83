using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Tracking;

namespace EdgeAgent.Rules.Presence;

public sealed class IntrusionPropertyTests
{
    [Fact]
    public void A_walk_starts_its_events_at_the_same_time_at_5_and_at_25_frames_a_second()
    {
        Gen.Select(Walks, Gen.Double[0, 0.2]).Sample((walk, phase) =>
        {
            var (slow, fast) = (Starts(walk, 5, [], phase), Starts(walk, 25, []));
            Assert.Equal(fast.Count, slow.Count);

            // Both start in their first frame that is half a second past the same moment: one slow frame apart at most.
            Assert.All(fast.Zip(slow), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.21));
        });
    }

    [Fact]
    public void Dropped_frames_delay_a_start_by_no_more_than_they_last()
    {
        Gen.Select(Walks, Gen.Bool.Array[250]).Sample((walk, drops) =>
        {
            // Never more than three of 25 frames a second in a row.
            var dropped = Enumerable.Range(3, 247).Where(i => drops[i] && !(drops[i - 1] && drops[i - 2] && drops[i - 3])).ToHashSet();
            var (all, some) = (Starts(walk, 25, []), Starts(walk, 25, dropped));
            Assert.Equal(all.Count, some.Count);
            Assert.All(all.Zip(some), pair => Assert.InRange(pair.Second - pair.First, -0.05, 0.25));
        });
    }

    /// <summary>The real tracker between: a walker comes in from the left, stays in the right half, and goes out again.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(25)]
    public void A_visitor_seen_through_the_tracker_is_one_event(double fps)
    {
        var tracker = new ByteTracker(new TrackerOptions());
        var tracks = new List<Track>();
        var yard = new Yard();
        for (var frame = 0; frame <= 20 * fps; frame++)
        {
            var time = frame / fps;

            // In at 5 s, out at 15 s, at a tenth of the picture a second.
            var x = time < 10 ? time / 10 : 2 - (time / 10);
            tracker.Update(MediaTime.FromSeconds(time), [new Domain.Detection(0, 0.8f, Yard.Track(x).Box)], tracks);
            yard.See(time, [.. tracks]);
        }

        Assert.Equal([(EventPhase.Start, null), (EventPhase.End, "left-zone")], yard.Story.Select(step => (step.Phase, step.Reason)));
        Assert.Equal(5.5, yard.Signals[0].Time.TotalSeconds, 0.25);
        Assert.Equal(16, yard.Signals[1].Time.TotalSeconds, 0.4);
    }

    /// <summary>
    /// A straight walk at human speed through a convex zone, so that it is inside once, and for more than a second: whether somebody
    /// fires who is inside for hardly longer than half a second is the frame rate's to say.
    /// </summary>
    private static Gen<(double From, double To, double Foot, double Speed)> Walks =>
        from foot in Gen.Double[0.3, 0.7]
        from speed in Gen.Double[0.05, 0.3]
        from right in Gen.Bool
        select right ? (-0.1, 1.1, foot, speed) : (1.1, -0.1, foot, speed);

    private static List<double> Starts((double From, double To, double Foot, double Speed) walk, double fps, HashSet<int> dropped, double phase = 0)
    {
        var yard = new Yard(zone: [new(0.3f, 0.1f), new(0.7f, 0.1f), new(0.8f, 0.9f), new(0.2f, 0.9f)]);
        var duration = Math.Abs(walk.To - walk.From) / walk.Speed;
        for (var frame = 0; frame < duration * fps; frame++)
        {
            if (!dropped.Contains(frame))
            {
                var time = phase + (frame / fps);
                yard.See(time, Yard.Track(walk.From + ((walk.To - walk.From) * time / duration), foot: walk.Foot));
            }
        }

        return [.. yard.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal => signal.Time.TotalSeconds)];
    }
}
