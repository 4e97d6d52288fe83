using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

internal sealed record MissingBlocks(
    [Description("The part, as in the manifest.")] [Range(0, double.MaxValue)] int Index,
    [Description("Base64 of a bitmap with a 1 for each missing block: block n is bit n mod 8, from the lowest, of byte n / 8.")] byte[] Missing);
