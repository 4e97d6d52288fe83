using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>What a manifest must keep to before anything is made on disk for it.</summary>
internal static class ManifestCheck
{
    public const long MaximumPartBytes = 128L * 1024 * 1024;
    public const int MaximumParts = 64;
    public const int MaximumGaps = 2 * MaximumParts;

    /// <returns>What is wrong, or null.</returns>
    public static string? Find(ClipManifestMessage manifest)
    {
        if (manifest.Parts.IsDefaultOrEmpty || manifest.Parts.Length > MaximumParts)
        {
            return $"a clip has 1 to {MaximumParts} parts";
        }

        for (var index = 0; index < manifest.Parts.Length; index++)
        {
            var part = manifest.Parts[index];
            if (part is null || part.Index != index)
            {
                return $"part {index} is missing or out of order";
            }

            if (part.SizeBytes is <= 0 or > MaximumPartBytes)
            {
                return $"part {index} claims {part.SizeBytes} bytes; 1 to {MaximumPartBytes} are allowed";
            }

            if (part.BlockSizeBytes != BlockMap.BlockSizeBytes || part.Blocks != BlockMap.BlocksOf(part.SizeBytes))
            {
                return $"part {index} claims {part.Blocks} blocks of {part.BlockSizeBytes} bytes for {part.SizeBytes} bytes";
            }

            if (part.Sha256 is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigitLower))
            {
                return $"part {index} has no SHA-256 in lower-case hexadecimal";
            }
        }

        return manifest.Gaps is { } gaps && (gaps.IsDefault || gaps.Length > MaximumGaps || gaps.Any(gap => gap?.Reason is null))
            ? $"a clip has at most {MaximumGaps} gaps, each with its reason"
            : null;
    }
}
