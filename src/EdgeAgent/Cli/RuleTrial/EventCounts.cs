using EdgeAgent.Domain;

namespace EdgeAgent.Cli.RuleTrial;

/// <summary>How many events each rule raised.</summary>
internal sealed class EventCounts
{
    private readonly Dictionary<string, int> _starts = [];

    public void Take(EdgeEvent edgeEvent)
    {
        if (edgeEvent is { Phase: EventPhase.Start, Rule: { } rule })
        {
            _starts[rule] = Of(rule) + 1;
        }
    }

    public int Of(string rule) => _starts.GetValueOrDefault(rule);
}
