using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>Entries of one stream of a log, both ends among them.</summary>
internal readonly record struct SequenceRange(Severity Stream, long From, long To)
{
    public bool IsSound => Enum.IsDefined(Stream) && From >= 1 && To >= From;
}
