using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>
/// The scene of one camera as its rules share it: its view, its background, who was where. It is brought up to date once for each
/// picture, by whichever rule asks first, and at most five times a second.
/// </summary>
internal sealed class SceneWatch(TrackGroups groups)
{
    /// <summary>Pictures that come faster are not looked at: what these rules decide takes seconds. A little below 0.2 s, since cameras jitter.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.18);

    /// <summary>The most that one step counts for: after a pause, one picture must not decide anything.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    /// <summary>After a longer pause, what changed meanwhile is not a thing that somebody left.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    private long _number;
    private MediaTime? _time;

    public TrackGroups Groups => groups;

    /// <summary>Seconds for which the camera shows one other view before that is the usual one: whoever turned it, rules must not be blind for ever.</summary>
    public double NewViewSeconds { get; set; } = 3600;

    public TrackLog Log { get; } = new(groups);

    public Occupancy Occupied { get; } = new(groups);

    public ViewWatch View { get; } = new();

    /// <summary>Of the size of the last picture; null before the first.</summary>
    public SceneBackground? Background { get; private set; }

    /// <summary>What has changed and then stayed, as of the last step.</summary>
    public StillChanges Changes { get; } = new();

    /// <summary>Whether the picture that was observed last was looked at; most are not, where they come fast.</summary>
    public bool HasStepped { get; private set; }

    /// <summary>Media time between the last two steps.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Takes in a picture, unless it has been already. False where it was not looked at: nothing has changed then.</summary>
    public bool Observe(in RuleFrame frame)
    {
        if (frame.Scene is not { } scene || scene.Number == _number)
        {
            return HasStepped && frame.Scene is not null;
        }

        _number = scene.Number;
        HasStepped = false;
        var elapsed = _time is { } before ? frame.Time - before : Interval;
        if (elapsed < TimeSpan.Zero)
        {
            // The clock went back: from here on again.
            _time = frame.Time;
            return false;
        }

        if (elapsed < Interval)
        {
            return false;
        }

        if (elapsed > Stale)
        {
            Forget();
        }

        (_time, HasStepped) = (frame.Time, true);
        Elapsed = elapsed < LongestStep ? elapsed : LongestStep;
        Step(frame, scene);
        return true;
    }

    /// <summary>What is seen next has nothing to do with what was: the stream was lost, the camera looked elsewhere. The view is remembered.</summary>
    public void Forget()
    {
        Background = null;
        _time = null;
        Log.Clear();
        Changes.Clear();
        View.Pause();
    }

    private void Step(in RuleFrame frame, SceneMap scene)
    {
        if (Background is null || Background.Width != scene.Width || Background.Height != scene.Height)
        {
            Background = new SceneBackground(scene.Width, scene.Height);
            Changes.Clear();
        }

        Log.Add(frame);
        Occupied.Fill(scene.Width, scene.Height, frame);
        View.Observe(scene, Occupied, Elapsed);
        if (View.OtherSeconds >= NewViewSeconds)
        {
            View.TakeAsUsual();
        }

        if (View.IsGood)
        {
            Background.Observe(scene, Occupied, Elapsed);
            Changes.Find(Background, scene, Occupied, Elapsed);
        }
        else
        {
            Changes.Clear();
        }
    }
}
