using EdgeAgent.Domain;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Presence;

namespace EdgeAgent.Rules;

/// <summary>A yard that is watched: one rule on a zone, tracks drawn frame by frame, and the signals that came of them.</summary>
internal sealed class Yard
{
    public const int Person = 0;
    public const int Car = 1;
    public const int Truck = 2;
    public const int Fire = 3;
    public const int Smoke = 4;
    public const int Fight = 5;

    public static readonly string[] Labels = ["person", "car", "truck", "fire", "smoke", "fight"];

    private readonly RuleSet _set;
    private readonly RuleEngine _engine;
    private MediaTime _time;

    /// <param name="zone">Called <c>yard</c>; the right half by default.</param>
    /// <param name="rule">An intrusion by default.</param>
    /// <param name="lines">That the rule names.</param>
    /// <param name="timeZone">By which the rule's schedule goes.</param>
    public Yard(NormalizedPoint[]? zone = null, RuleOptions? rule = null, LineOptions[]? lines = null, string timeZone = "UTC")
    {
        rule ??= new IntrusionOptions { Id = "yard-entered", Zone = "yard" };
        _set = new RuleSet(
            // Every signal is to be seen, unless the test is about the budget.
            [rule with { AlertsPerHour = rule.AlertsPerHour ?? 1000 }],
            [new ZoneOptions { Id = "yard", Polygon = [.. zone ?? RightHalf] }],
            lines ?? [],
            "cameras[0]") { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(timeZone) };
        var engine = RuleEngine.TryCreate(_set, Labels, out var problems, Trace);
        Assert.Empty(problems);
        _engine = engine!;
    }

    public static NormalizedPoint[] Everywhere => [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];

    public static NormalizedPoint[] RightHalf => [new(0.5f, 0), new(1, 0), new(1, 1), new(0.5f, 1)];

    /// <summary>How near each track came to firing.</summary>
    public RuleTrace Trace { get; } = new();

    public List<RuleSignal> Signals { get; } = [];

    /// <summary>UTC at media time 0; null while nobody knows it.</summary>
    public DateTimeOffset? Start { get; set; }

    public RuleStatus Status => Assert.Single(_engine.Statuses);

    public IEnumerable<(EventPhase Phase, double Seconds, string? Reason)> Story =>
        Signals.Select(signal => (signal.Phase, Math.Round(signal.Time.TotalSeconds, 3), signal.Reason));

    public static Track Track(
        double x, int id = 1, TrackState state = TrackState.Confirmed, int classId = Person, float score = 0.8f, double foot = 0.8) =>
        new(id, classId, state, new BoundingBox((float)x - 0.05f, (float)foot - 0.4f, 0.1f, 0.4f), score, default, default);

    /// <summary>One a fifth of the picture wide and high, as a car near by.</summary>
    public static Track Vehicle(double x, int id = 1, TrackState state = TrackState.Confirmed, int classId = Car, double foot = 0.8) =>
        new(id, classId, state, new BoundingBox((float)x - 0.1f, (float)foot - 0.2f, 0.2f, 0.2f), 0.8f, default, default);

    /// <summary>A new engine for the same, of which nobody asks why a rule did not fire.</summary>
    public RuleEngine Unasked() => RuleEngine.TryCreate(_set, Labels, out _)!;

    public Yard See(double seconds, params Track[] tracks) => See(seconds, [], tracks);

    public Yard See(double seconds, TrackPosture[] postures, params Track[] tracks)
    {
        _time = MediaTime.FromSeconds(seconds);
        _engine.Observe(new RuleFrame(_time, tracks) { Utc = Start?.AddSeconds(seconds), Postures = postures }, Signals);
        return this;
    }

    /// <summary>The same tracks in every frame from one time to another, both included, at 10 frames a second.</summary>
    public Yard SeeFrom(double first, double last, params Track[] tracks)
    {
        for (var i = 0; first + (i / 10.0) <= last + 1e-9; i++)
        {
            See(first + (i / 10.0), tracks);
        }

        return this;
    }

    /// <summary>What is drawn for each moment, from one to another, the last one not included.</summary>
    public Yard Draw(Func<double, Track[]> scene, double first, double last, double fps = 10)
    {
        for (var i = 0; first + (i / fps) < last - 1e-9; i++)
        {
            See(first + (i / fps), scene(first + (i / fps)));
        }

        return this;
    }

    public Yard Pause()
    {
        _engine.Pause(_time, EndReason.CameraMoved, Signals);
        return this;
    }

    public Yard Resume()
    {
        _engine.Resume();
        return this;
    }

    public Yard Finish(string reason = EndReason.Stopped)
    {
        _engine.Finish(_time, reason, Signals);
        return this;
    }
}
