using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>The contract's rule for a reader of <c>state</c>: lower epochs are dropped, and within one epoch offline is final.</summary>
internal sealed class PresenceBook
{
    // A city has thousands; a flood of invented poles must not fill the memory.
    private const int MaximumPoles = 100_000;

    private readonly Dictionary<PoleIdentity, StateMessage> _poles = [];

    /// <summary>False for news that are older than what is known.</summary>
    public bool TryApply(PoleIdentity pole, StateMessage state)
    {
        if (_poles.TryGetValue(pole, out var known))
        {
            if (state.Epoch < known.Epoch || (state.Epoch == known.Epoch && !known.Online))
            {
                return false;
            }
        }
        else if (_poles.Count >= MaximumPoles)
        {
            return false;
        }

        _poles[pole] = state;
        return true;
    }
}
