using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One configured rule on one camera. It sees every frame and adds what begins, changes and ends.</summary>
internal interface IRule
{
    void Observe(in RuleFrame frame, List<RuleSignal> signals);

    /// <summary>Ends what is open, and forgets everything.</summary>
    void Finish(MediaTime time, string reason, List<RuleSignal> signals);
}
