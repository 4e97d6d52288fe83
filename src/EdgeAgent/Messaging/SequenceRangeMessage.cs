using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>Entries of one stream of a log.</summary>
internal sealed record SequenceRangeMessage(
    [Description("Severity of its messages.")] Severity Stream,
    [Description("First number, from 1.")] [Range(1, double.MaxValue)] long From,
    [Description("Last number, inclusive.")] [Range(1, double.MaxValue)] long To);
