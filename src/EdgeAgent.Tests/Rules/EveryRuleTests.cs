using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Parts;

namespace EdgeAgent.Rules;

/// <summary>What holds for every rule about tracks, whatever is drawn.</summary>
public sealed class EveryRuleTests
{
    public static TheoryData<string> All => RuleCase.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_start_has_one_end_whatever_the_tracker_says(string rule)
    {
        var starts = 0;
        Gen.OneOf(Drawn.Garbage, Drawn.Wanderers).Sample(frames =>
        {
            var yard = RuleCase.Watched(rule).Watch(frames).Finish();
            SignalAssert.WholeEvents(yard.Signals);
            Interlocked.Add(ref starts, yard.Signals.Count(signal => signal.Phase == EventPhase.Start));
        });
        Assert.True(starts > 0, "nothing that was drawn fires it");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Impossible_boxes_and_steps_of_days_are_taken_in(string rule)
    {
        Drawn.Impossible.Sample(frames => SignalAssert.WholeEvents(RuleCase.Watched(rule).Watch(frames).Finish().Signals));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_mirrored_scene_in_a_mirrored_zone_gives_the_same_signals(string rule)
    {
        Gen.OneOf(Drawn.Garbage, Drawn.Wanderers).Sample(frames => Assert.Equal(
            SignalAssert.Story(RuleCase.Watched(rule).Watch(frames).Finish().Signals),
            SignalAssert.Story(RuleCase.Mirrored(rule).Watch(frames.Mirrored()).Finish().Signals)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_in_one_frame_alone_fires_nothing(string rule)
    {
        Drawn.Wanderers.Sample(frames =>
        {
            // Each frame's tracks are others, and the frames are farther apart than anything is remembered.
            var alone = frames.SelectMany((frame, i) => new[]
            {
                frame with { Step = 90, Tracks = Array.ConvertAll(frame.Tracks, track => track with { Id = (i * 10) + track.Id }) },
                new DrawnFrame(0.1, []),
            });
            Assert.Empty(RuleCase.Watched(rule).Watch(alone).Finish().Signals);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_time_that_stands_still_fires_nothing(string rule)
    {
        Drawn.Wanderers.Sample(frames =>
        {
            var still = Array.ConvertAll(frames, frame => frame with { Step = 0 });
            Assert.Empty(RuleCase.Watched(rule).Watch(still).Finish().Signals);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_time_that_jumps_back_holds_nothing_open(string rule)
    {
        Gen.Select(Drawn.Wanderers, Gen.Frequency((6, Gen.Const(1.0)), (1, Gen.Const(-40.0))).Array[80]).Sample((frames, ways) =>
        {
            var jumping = frames.Select((frame, i) => frame with { Step = frame.Step * ways[i] });
            var empty = Enumerable.Repeat(new DrawnFrame(1, []), 60);
            SignalAssert.WholeEvents(RuleCase.Watched(rule).Watch([.. jumping, .. empty]).Signals);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_frame_in_which_nothing_is_new_allocates_nothing(string rule)
    {
        Drawn.Wanderers.Sample(
            frames =>
            {
                var still = frames[^1].Tracks.Select(track => track with { State = TrackState.Confirmed }).ToArray();
                var watched = new WatchedFrames(rule, still);
                watched.See(400);

                // The runtime itself allocates now and then; what a frame costs, every frame does.
                var allocated = Enumerable.Range(0, 3).Min(_ =>
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    watched.See(50);
                    return GC.GetAllocatedBytesForCurrentThread() - before;
                });
                Assert.Equal(0, allocated);
            },
            iter: 20,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_thousand_tracks_in_a_frame_are_taken_in(string rule)
    {
        var yard = RuleCase.Watched(rule);
        var lanes = Enumerable.Range(0, 1000).ToArray();
        yard.Draw(
            time => Array.ConvertAll(lanes, i => Yard.Track(((i * 0.37) + (time * 0.1 * (i % 3))) % 1, id: i + 1, classId: i % Yard.Labels.Length, foot: i % 97 / 97.0)),
            0,
            8);
        yard.Finish();
        SignalAssert.WholeEvents(yard.Signals);
        Assert.All(yard.Signals, signal => Assert.InRange(signal.Tracks.Length, 0, 32));
    }
}
