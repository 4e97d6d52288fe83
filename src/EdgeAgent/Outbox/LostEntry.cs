using EdgeAgent.Domain;

namespace EdgeAgent.Outbox;

/// <summary>An entry that goes undelivered.</summary>
/// <param name="Records">Raised records that go with it: its own and the updates that it stands for; 0 where the center gets them by another entry.</param>
internal readonly record struct LostEntry(Severity Stream, long Sequence, long Records);
