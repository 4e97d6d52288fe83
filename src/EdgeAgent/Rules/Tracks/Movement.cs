using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Tracks;

/// <summary>How far a foot point has come over the last while, so that a box that jitters has next to no speed.</summary>
internal sealed class Movement
{
    private readonly (NormalizedPoint Foot, TimeSpan Age)[] _samples = new (NormalizedPoint, TimeSpan)[16];
    private readonly TimeSpan _window;
    private readonly TimeSpan _spacing;
    private int _count;

    /// <param name="foot">At first.</param>
    /// <param name="window">How far back it looks.</param>
    public Movement(NormalizedPoint foot, TimeSpan window)
    {
        (_window, _spacing) = (window, window / 12);
        Restart(foot);
    }

    /// <summary>How long ago the sight was that it measures from: the window, or less at first, or a little more.</summary>
    public TimeSpan Age => _samples[0].Age;

    /// <summary>Where it was then.</summary>
    public NormalizedPoint From => _samples[0].Foot;

    public void Restart(NormalizedPoint foot)
    {
        _samples[0] = (foot, TimeSpan.Zero);
        _count = 1;
    }

    public void See(NormalizedPoint foot, TimeSpan since)
    {
        for (var i = 0; i < _count; i++)
        {
            _samples[i].Age += since;
        }

        // The newest of those that are a window old or older is far enough back.
        var first = 0;
        while (first + 1 < _count && _samples[first + 1].Age >= _window)
        {
            first++;
        }

        _count -= first;
        Array.Copy(_samples, first, _samples, 0, _count);
        if (_samples[_count - 1].Age >= _spacing && _count < _samples.Length)
        {
            _samples[_count++] = (foot, TimeSpan.Zero);
        }
    }
}
