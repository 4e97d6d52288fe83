using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

public sealed class SceneWatchTests
{
    private readonly SceneWatch _watch = new(new TrackGroups(SceneStory.Labels));
    private readonly DrawnScene _scene = new();

    [Fact]
    public void Several_rules_take_a_picture_in_once()
    {
        var frame = Frame(0);
        Assert.True(_watch.Observe(frame));
        Assert.True(_watch.Observe(frame));
        Assert.Equal(0.18, _watch.Elapsed.TotalSeconds, 3);
    }

    [Fact]
    public void Pictures_that_come_fast_are_not_all_looked_at()
    {
        var looked = Enumerable.Range(0, 100).Count(i => _watch.Observe(Frame(i / 25.0)));
        Assert.InRange(looked, 18, 21);
    }

    [Fact]
    public void Time_that_stands_still_or_goes_back_takes_no_step()
    {
        Assert.True(_watch.Observe(Frame(10)));
        Assert.False(_watch.Observe(Frame(10)));
        Assert.False(_watch.Observe(Frame(3)));
        Assert.True(_watch.Observe(Frame(3.5)));
        Assert.Equal(0.5, _watch.Elapsed.TotalSeconds, 3);
    }

    [Fact]
    public void A_pause_counts_as_one_second_at_most_and_a_long_one_begins_anew()
    {
        _watch.Observe(Frame(0));
        var background = _watch.Background;
        _watch.Observe(Frame(30));
        Assert.Equal(1, _watch.Elapsed.TotalSeconds);
        Assert.Same(background, _watch.Background);
        _watch.Observe(Frame(120));
        Assert.NotSame(background, _watch.Background);
    }

    [Fact]
    public void A_camera_that_somebody_turned_is_not_blind_for_ever_where_no_rule_asks_about_it()
    {
        _watch.NewViewSeconds = 60;
        Watch(0, 30);
        Assert.True(_watch.View.IsGood);
        _scene.Turn = 90;
        Watch(30, 80);
        Assert.False(_watch.View.IsGood);
        Watch(80, 120);
        Assert.True(_watch.View.IsGood);

        void Watch(double first, double last)
        {
            for (var time = first; time < last; time += 0.5)
            {
                _watch.Observe(Frame(time));
            }
        }
    }

    [Fact]
    public void Boxes_that_no_tracker_should_give_do_no_harm()
    {
        Track[] tracks =
        [
            .. new[] { float.NaN, float.PositiveInfinity, -1e30f, 1e30f, 0 }.Select((value, i) =>
                new Track(i, SceneStory.Person, TrackState.Confirmed, new BoundingBox(value, 0.2f, value, 0.5f), 0.5f, default, default)),
        ];
        for (var i = 0; i < 20; i++)
        {
            _scene.Clear();
            Assert.True(_watch.Observe(new RuleFrame(MediaTime.FromSeconds(i * 0.2), tracks) { Scene = _scene.Show() }));
        }
    }

    [Fact]
    public void A_frame_without_a_scene_is_none_of_its_business()
    {
        Assert.False(_watch.Observe(new RuleFrame(MediaTime.FromSeconds(1), [])));
    }

    [Fact]
    public void Nothing_is_allocated_while_nothing_happens()
    {
        Track[] tracks = [SceneStory.Somebody(0.3), SceneStory.Somebody(0.6, 2)];
        var frames = Enumerable.Range(0, 100).Select(i => new RuleFrame(MediaTime.FromSeconds(i * 0.2), tracks)).ToArray();
        var before = 0L;
        for (var i = 0; i < frames.Length; i++)
        {
            _scene.Clear().Rain(20);
            if (i > 40)
            {
                _scene.Draw(new BoundingBox(0.45f, 0.8f, 0.06f, 0.08f), 40);
            }

            var frame = frames[i] with { Scene = _scene.Show() };
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            _watch.Observe(frame);
            before += i < 20 ? 0 : GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        // A list that grows once when the first thing is found.
        Assert.InRange(before, 0, 512);
    }

    private RuleFrame Frame(double seconds) => new(MediaTime.FromSeconds(seconds), []) { Scene = _scene.Clear().Show() };
}
