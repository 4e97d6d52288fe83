using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One configured rule on one camera. It sees every frame's tracks and adds what begins, changes and ends.</summary>
internal interface IRule
{
    /// <param name="time">Of the frame.</param>
    /// <param name="elapsed">Since the frame before, never negative; rules add these up, so that a clock that jumps back holds nothing open.</param>
    /// <param name="tracks">Every track as it stands after the frame.</param>
    /// <param name="signals">Receives what happened.</param>
    void Observe(MediaTime time, TimeSpan elapsed, IReadOnlyList<Track> tracks, List<RuleSignal> signals);

    /// <summary>Ends what is open, and forgets everything.</summary>
    void Finish(MediaTime time, string reason, List<RuleSignal> signals);
}
