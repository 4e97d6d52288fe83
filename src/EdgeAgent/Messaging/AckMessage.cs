using System.Collections.Immutable;

namespace EdgeAgent.Messaging;

/// <summary>What a consumer has stored of a pole's log; signed by it.</summary>
/// <param name="Aud">The pole: <c>{city}/{pole}</c>.</param>
/// <param name="Log">Of the outbox.</param>
/// <param name="Consumer">Holder of the key.</param>
/// <param name="Ranges">At most 100.</param>
internal sealed record AckMessage(string Aud, Guid Log, string Consumer, ImmutableArray<SequenceRangeMessage> Ranges);
