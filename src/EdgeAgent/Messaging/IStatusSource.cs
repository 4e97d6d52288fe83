using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>Says what the pole is and how it is, at the moment of the question. Called from the uplink's tasks; must not block.</summary>
internal interface IStatusSource
{
    PoleMode Mode { get; }

    MetaMessage GetMeta();

    HealthMessage GetHealth();
}
