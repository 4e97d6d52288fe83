using CsCheck;
using EdgeAgent.Domain;
using EdgeAgent.Rules.Parts;

namespace EdgeAgent.Rules;

/// <summary>A board that looks at every fifth frame decides as one that looks at all.</summary>
public sealed class FrameRateTests
{
    public static TheoryData<string> All => DrawnScene.All;

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_scene_gives_the_same_events_at_5_10_and_25_frames_a_second(string name)
    {
        var scene = DrawnScene.Of(name);
        Gen.Select(Gen.Double[0.8, 1.3], Gen.Double[0, 0.2]).Sample((pace, phase) =>
        {
            var fast = Told(scene.Watch(pace, 25));
            Assert.Equal(scene.Starts, fast.Count);
            Assert.All(new[] { 5.0, 10.0 }, fps =>
            {
                var slow = Told(scene.Watch(pace, fps, phase));
                Assert.Equal(fast.Select(told => told.What), slow.Select(told => told.What));

                // Two slow frames, one for either of two sights, and one for where they lie.
                Assert.All(fast.Zip(slow), pair => Assert.InRange(
                    pair.Second.Seconds - pair.First.Seconds, (-2 / fps) - 0.01 - scene.Vague, (2 / fps) + 0.21 + scene.Vague));
            });
        });
    }

    private static List<(double Seconds, string What)> Told(Yard yard)
    {
        SignalAssert.WholeEvents(yard.Signals);
        return [.. yard.Signals.Where(signal => signal.Phase == EventPhase.Start).Select(signal =>
            (signal.Time.TotalSeconds, $"{signal.Type} {signal.Detail?.Count} {signal.Detail?.Direction} {string.Join(' ', signal.Detail?.Counts ?? [])}"))];
    }
}
