using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

/// <summary>
/// Tells whether the picture as a whole shows what it always shows. What that is, is learned while it is seen: edges rather than
/// brightness, so that dusk, a lamp and the switch to infrared change nothing.
/// </summary>
internal sealed class ViewWatch
{
    /// <summary>The first view counts as the usual one after so long.</summary>
    private const double LearnSeconds = 4;

    private const double AdaptSeconds = 120;

    private readonly ViewMeasure _measure = new();
    private readonly StillPicture _still = new();
    private CoarseView? _now;
    private CoarseView? _usual;
    private CoarseView? _other;
    private bool[] _closed = [];
    private double _learned;
    private double _otherSeconds;

    /// <summary>In the last picture.</summary>
    public ViewState State { get; private set; } = ViewState.Unknown;

    /// <summary>Whether rules may judge the scene by this picture.</summary>
    public bool IsGood => State is ViewState.Good or ViewState.Unknown;

    /// <summary>For how long the picture has not changed at all.</summary>
    public double FrozenSeconds => _still.Seconds;

    /// <summary>For how long the camera has shown another view, and the same one.</summary>
    public double OtherSeconds => _otherSeconds;

    public void Observe(SceneMap scene, Occupancy occupied, TimeSpan elapsed)
    {
        if (_now is null || _now.SceneWidth != scene.Width || _now.SceneHeight != scene.Height)
        {
            (_now, _usual, _other) = (new(scene.Width, scene.Height), new(scene.Width, scene.Height), new(scene.Width, scene.Height));
            _closed = new bool[_now.Luma.Length];
            (_learned, _otherSeconds) = (0, 0);
        }

        _now.Fill(scene);
        var open = Close(occupied);
        _still.Observe(scene, elapsed);
        State = StateOf(open);
        Learn(elapsed.TotalSeconds);
    }

    /// <summary>What is seen now is the usual view from now on.</summary>
    public void TakeAsUsual()
    {
        if (_now is not null)
        {
            _usual!.CopyFrom(_now);
            (_learned, _otherSeconds) = (LearnSeconds, 0);
            State = ViewState.Good;
        }
    }

    /// <summary>The next picture does not follow on the last one.</summary>
    public void Pause()
    {
        _still.Forget();
        _otherSeconds = 0;
    }

    private double Close(Occupancy occupied)
    {
        var open = 0;
        for (var i = 0; i < _closed.Length; i++)
        {
            var (x, y) = (i % _now!.Width * CoarseView.Tile, i / _now.Width * CoarseView.Tile);
            var cell = (Math.Min(y + (CoarseView.Tile / 2), occupied.Height - 1) * occupied.Width) + Math.Min(x + (CoarseView.Tile / 2), occupied.Width - 1);
            _closed[i] = occupied[cell];
            open += _closed[i] ? 0 : 1;
        }

        return (double)open / _closed.Length;
    }

    private ViewState StateOf(double open)
    {
        _measure.Take(_now!, _usual!, _closed);
        if (_measure.IsDark)
        {
            return ViewState.Dark;
        }

        if (open < 0.25 || _learned < LearnSeconds)
        {
            return ViewState.Unknown;
        }

        if (_measure.IsCovered)
        {
            return ViewState.Covered;
        }

        return _measure.IsDefocused ? ViewState.Defocused : _measure.IsTurned ? ViewState.Turned : ViewState.Good;
    }

    private void Learn(double seconds)
    {
        if (State == ViewState.Unknown && _learned < LearnSeconds)
        {
            _usual!.Follow(_now!, _closed, _learned == 0 ? 1 : 0.3f);
            _learned += seconds;
            return;
        }

        if (State == ViewState.Good)
        {
            _usual!.Follow(_now!, _closed, (float)(1 - Math.Exp(-seconds / AdaptSeconds)));
        }

        if (State != ViewState.Turned)
        {
            _otherSeconds = 0;
        }
        else if (_otherSeconds > 0 && ViewMeasure.IsSame(_now!, _other!, _closed))
        {
            _otherSeconds += seconds;
        }
        else
        {
            _other!.CopyFrom(_now!);
            _otherSeconds = seconds;
        }
    }
}
