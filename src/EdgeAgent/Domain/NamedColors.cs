using System.Collections.Immutable;

namespace EdgeAgent.Domain;

/// <summary>The twelve without <see cref="NamedColor.Unknown"/>.</summary>
internal static class NamedColors
{
    public const int Count = 12;

    public static readonly ImmutableArray<NamedColor> All = [.. Enum.GetValues<NamedColor>().Where(color => color != NamedColor.Unknown)];
}
