using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Cli.Demo;

/// <summary>Made matches at places of the composed scene.</summary>
public sealed class MatchJudgeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly DemoScene _scene = DemoScene.Read(Checkout.Scene);

    [Fact]
    public void A_match_of_the_child_is_right_and_says_how_long_it_took()
    {
        var clear = _scene.Views.First(view => view.Figure == _scene.Wanted && view.IsClear);

        // Half a second after the view that it names, and a fifth on the way.
        Assert.Equal(
            "the match is about child-like figure in a red jacket; crosses the zone from right to left, and none about the 3 others; it was here 0.7 s after the first clear view",
            new MatchJudge(_scene).Judge([Match(clear.Box)]));
    }

    [Theory]
    [InlineData("b", "adult in a red jacket")]
    [InlineData("c", "child-like figure in a green jacket")]
    [InlineData("d", "adult in a blue anorak")]
    public void A_decoy_at_any_place_of_its_way_fails_the_demo(string decoy, string description)
    {
        var child = Match(_scene.Views.First(view => view.Figure == _scene.Wanted && view.IsClear).Box);
        Assert.All(_scene.Views.Where(view => view.Figure == decoy && view.IsClear), view =>
        {
            var problem = Assert.Throws<DemoException>(() => new MatchJudge(_scene).Judge([child, Match(view.Box)])).Problem;
            Assert.Contains($"the wrong one is told to resemble the order: {description}", problem.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_match_and_one_where_nobody_ever_is_fail_the_demo()
    {
        var missed = Assert.Throws<DemoException>(() => new MatchJudge(_scene).Judge([]));
        var nowhere = Assert.Throws<DemoException>(() => new MatchJudge(_scene).Judge([Match(new BoundingBox(0.1f, 0.01f, 0.05f, 0.1f))]));

        Assert.Contains("child-like figure in a red jacket; crosses the zone from right to left was missed", missed.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("where nobody of the scene ever is", nowhere.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truth_that_is_torn_is_named()
    {
        using var directory = new TemporaryDirectory();
        foreach (var torn in new[] { "{\"zone\":", "{}", "[]", "{\"zone\":[],\"calibration\":{},\"wanted\":{\"figure\":1,\"top\":\"red\",\"age\":\"child\"}}" })
        {
            File.WriteAllText(directory["lost.json"], torn);
            var problem = Assert.Throws<DemoException>(() => DemoScene.Read(directory.Path)).Problem;
            Assert.StartsWith($"{directory["lost.json"]} cannot be read", problem.Message, StringComparison.Ordinal);
        }
    }

    private static (EventMessage Message, DateTimeOffset Arrived) Match(BoundingBox box) => (
        new EventMessage
        {
            EventId = Guid.NewGuid(),
            Phase = EventPhase.Start,
            Type = EventTypes.SearchMatch,
            Severity = Severity.Critical,
            Camera = "park",
            Tracks = [1],
            BestBox = [box.X, box.Y, box.Width, box.Height],
            BestBoxMediaTimeNanoseconds = 100_000_000_000,
            MediaTimeNanoseconds = 100_500_000_000,
            Time = Noon,
            Clock = ClockState.Synced,
            BootId = Guid.Empty,
            DurationSeconds = 0,
        },
        Noon + TimeSpan.FromSeconds(0.2));
}
