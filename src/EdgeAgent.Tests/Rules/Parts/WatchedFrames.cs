using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parts;

/// <summary>The same tracks in frame after frame, ten a second, watched by one rule and without anybody who asks why it did not fire.</summary>
internal sealed class WatchedFrames
{
    private readonly RuleEngine _engine;
    private readonly Track[] _tracks;
    private readonly List<RuleSignal> _signals = new(256);
    private int _frame;

    public WatchedFrames(string rule, Track[] tracks)
    {
        _engine = RuleCase.Watched(rule).Unasked();
        _tracks = tracks;
    }

    public void See(int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            _signals.Clear();
            _engine.Observe(new RuleFrame(MediaTime.FromSeconds(++_frame / 10.0), _tracks), _signals);
        }
    }
}
