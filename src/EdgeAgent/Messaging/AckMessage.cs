using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>What a consumer has stored of a pole's log; signed by it.</summary>
internal sealed record AckMessage(
    [Description("Exactly the pole: `{city}/{pole}`.")] string Aud,
    [Description("The log that the ranges are of.")] Guid Log,
    [Description("Who has stored them: holder of the key that signs.")] string Consumer,
    [Description("What is stored.")] [MaxLength(100)] ImmutableArray<SequenceRangeMessage> Ranges);
