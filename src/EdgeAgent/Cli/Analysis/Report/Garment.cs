using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>What of a track has a colour, by the name that people give it.</summary>
internal readonly record struct Garment(string Name, ColorEstimate Color)
{
    /// <summary>From the top; none of what is not described.</summary>
    public static IReadOnlyList<Garment> Of(TrackStory story) => story.Look?.Appearance switch
    {
        null => [],
        { Kind: ObjectKind.Person } person => [new("tops", person.Tops), new("bottoms", person.Bottoms)],
        { } vehicle => [new("body", vehicle.Body)],
    };
}
