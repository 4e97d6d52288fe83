using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>How near each track came to firing each rule: the farthest of the rule's conditions that it reached, with its best value.</summary>
internal sealed class RuleTrace
{
    private readonly Dictionary<(string Rule, int Track), RuleProgress> _progress = [];

    public IEnumerable<RuleProgress> All => _progress.Values;

    /// <summary>The first condition of every rule that is about tracks.</summary>
    public void NoteClass(string rule, int track, bool counts) => Note(rule, track, 0, "of a class that counts", counts ? 1 : 0, 1);

    /// <param name="rule">The rule's id.</param>
    /// <param name="track">The track's id.</param>
    /// <param name="step">Place of the condition among those of the rule; one that is met leads to the next. 0 is that its class counts.</param>
    /// <param name="condition">
    /// In words, such as <c>seconds inside the zone</c>; one that is either met or not is worded to follow "never", such as <c>inside the zone</c>.
    /// </param>
    /// <param name="value">How much of it there is.</param>
    /// <param name="needed">How much of it makes the condition met.</param>
    public void Note(string rule, int track, int step, string condition, double value, double needed)
    {
        var known = _progress.GetValueOrDefault((rule, track));
        if (known is { Fired: null } && (known.Step > step || (known.Step == step && known.Value >= value)))
        {
            return;
        }

        if (known?.Fired is null)
        {
            _progress[(rule, track)] = new RuleProgress(rule, track, step, condition, value, needed, null);
        }
    }

    public void Fired(string rule, int track, MediaTime time)
    {
        if (_progress.GetValueOrDefault((rule, track)) is not { Fired: not null, IsHeldBack: false })
        {
            _progress[(rule, track)] = new RuleProgress(rule, track, int.MaxValue, "", 0, 0, time);
        }
    }

    /// <summary>What fired just now does not go out: the rule's budget is used up.</summary>
    public void HeldBack(string rule, int track, MediaTime time)
    {
        if (_progress.GetValueOrDefault((rule, track)) is { } known && known.Fired == time)
        {
            _progress[(rule, track)] = known with { IsHeldBack = true };
        }
    }
}
