using EdgeAgent.Domain;

namespace EdgeAgent.Rules;

/// <summary>One configured rule on one camera. It sees every frame and adds what begins, changes and ends.</summary>
internal interface IRule
{
    void Observe(in RuleFrame frame, List<RuleSignal> signals);

    /// <summary>A frame while the rule is disarmed, which may be learned from; nothing of it counts.</summary>
    void Rest(in RuleFrame frame)
    {
    }

    /// <summary>Ends what is open, and forgets everything.</summary>
    void Finish(MediaTime time, string reason, List<RuleSignal> signals);
}
