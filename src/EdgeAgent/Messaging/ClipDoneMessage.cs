using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Messaging;

/// <summary>The center has the whole clip; the pole may delete it where the hashes agree.</summary>
internal sealed record ClipDoneMessage(
    [Description("The clip.")] Guid ClipId,
    [Description("SHA-256 of each part in order, lower-case hexadecimal. Where all agree, the pole lets go of the clip.")] [RegularExpression(Shape.Sha256)] ImmutableArray<string> Sha256);
