using System.Collections.Immutable;

namespace EdgeAgent.Pipeline.Statics;

/// <summary>What the file of a camera's static detections says.</summary>
/// <param name="Version">Of the format.</param>
/// <param name="NextId">Ids are never used again.</param>
internal sealed record StaticsDocument(int Version, int NextId, ImmutableArray<StaticEntry> Statics)
{
    public const int Supported = 1;

    /// <summary>Far beyond what any camera learns, and far from where counting ends.</summary>
    public const int LargestId = 1_000_000_000;

    public static StaticsDocument Empty { get; } = new(Supported, 1, []);

    public bool Has(int id) => Statics.Any(entry => entry.Id == id);

    public StaticsDocument Without(IReadOnlyCollection<int> ids) => this with { Statics = [.. Statics.Where(entry => !ids.Contains(entry.Id))] };
}
