using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;

namespace EdgeAgent.Rules.Scene;

/// <summary>A drawn scene before the rule engine: what happens in it, second by second, and the signals that came of it.</summary>
internal sealed class SceneStory
{
    public const int Person = 0;
    public const int Car = 1;
    public const int Backpack = 2;

    public static readonly string[] Labels = ["person", "car", "backpack"];

    private readonly RuleEngine _engine;
    private readonly double _rate;
    private readonly List<Track> _tracks = [];
    private double _time;
    private long _frame;

    /// <param name="rule">On the zones <c>ground</c>, all of it, and <c>bin</c>.</param>
    /// <param name="scene">That is drawn.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="other">A second rule.</param>
    public SceneStory(RuleOptions rule, DrawnScene? scene = null, double rate = 5, RuleOptions? other = null)
    {
        (Scene, _rate) = (scene ?? new DrawnScene(), rate);
        var set = new RuleSet(other is null ? [rule] : [other, rule], [Zone("ground", new BoundingBox(0, 0, 1, 1)), Zone("bin", Bin)], [], "cameras[0]");
        var engine = RuleEngine.TryCreate(set, Labels, out var problems, Trace);
        Assert.Empty(problems);
        _engine = engine!;
        Assert.True(_engine.NeedsScene);
    }

    public static BoundingBox Bin => new(0.7f, 0.68f, 0.1f, 0.22f);

    public DrawnScene Scene { get; private set; }

    public RuleTrace Trace { get; } = new();

    public List<RuleSignal> Signals { get; } = [];

    public double Now => _time;

    /// <summary>UTC at media time 0; null while nobody knows it.</summary>
    public DateTimeOffset? Start { get; init; }

    public IEnumerable<(EventPhase Phase, string? Reason)> Story => Signals.Select(signal => (signal.Phase, signal.Reason));

    public RuleSignal OnlyStart => Assert.Single(Signals, signal => signal.Phase == EventPhase.Start);

    /// <summary>Lets some seconds pass.</summary>
    /// <param name="seconds">How many.</param>
    /// <param name="draw">What is there, on an empty street, so many seconds after it began; null for nothing.</param>
    /// <param name="tracks">Who the tracker sees, in the unmirrored scene.</param>
    /// <param name="same">Show the last picture again.</param>
    public SceneStory Play(double seconds, Action<DrawnScene, double>? draw = null, Func<double, Track[]>? tracks = null, bool same = false)
    {
        var begin = _time;
        var end = begin + seconds;
        for (; _frame / _rate < end - 1e-9; _frame++)
        {
            _time = _frame / _rate;
            Scene.Clear();
            draw?.Invoke(Scene, _time - begin);
            See(_time, tracks?.Invoke(_time - begin) ?? [], same);
        }

        _time = end;
        return this;
    }

    /// <summary>One frame at any time.</summary>
    public void See(double time, Track[] tracks, bool same = false)
    {
        _tracks.Clear();
        _tracks.AddRange(tracks.Select(track => track with { Box = Scene.Seen(track.Box) }));
        _engine.Observe(new RuleFrame(MediaTime.FromSeconds(time), _tracks) { Scene = Scene.Show(same), Utc = Start?.AddSeconds(time) }, Signals);
    }

    /// <summary>The camera changes its format.</summary>
    public SceneStory Reformat(DrawnScene scene)
    {
        scene.Map.Number = Scene.Map.Number;
        Scene = scene;
        return this;
    }

    public SceneStory Finish(string reason = EndReason.Stopped)
    {
        _engine.Finish(MediaTime.FromSeconds(_time), reason, Signals);
        return this;
    }

    public static Track Somebody(double x, int id = 1, int classId = Person, double foot = 0.9, double width = 0.08, double height = 0.4) =>
        new(id, classId, TrackState.Confirmed, new BoundingBox((float)(x - (width / 2)), (float)(foot - height), (float)width, (float)height), 0.8f, default, default);

    private ZoneOptions Zone(string id, BoundingBox box)
    {
        var seen = Scene.Seen(box);
        return new ZoneOptions { Id = id, Polygon = [new(seen.X, seen.Y), new(seen.Right, seen.Y), new(seen.Right, seen.Bottom), new(seen.X, seen.Bottom)] };
    }
}
