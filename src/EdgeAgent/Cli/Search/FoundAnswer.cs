using System.Collections.Immutable;
using EdgeAgent.Messaging;
using EdgeAgent.Search;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Cli.Search;

/// <summary>One match as programs read it.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Id">Of the sighting.</param>
/// <param name="Clock">Of all of its times.</param>
/// <param name="FromMediaNanoseconds">On the media clock of its boot: where it is in the recording.</param>
/// <param name="Score">0–1.</param>
/// <param name="LogLikelihoodRatio">Natural logarithm of P(seen | described) / P(seen).</param>
/// <param name="Attributes">One by one what was described.</param>
/// <param name="BestBox"><c>[x, y, width, height]</c>.</param>
/// <param name="Crop">Its best view, a path; it may have been deleted since.</param>
internal sealed record FoundAnswer(
    int Rank,
    Guid Id,
    string Camera,
    int Track,
    DateTimeOffset From,
    DateTimeOffset To,
    ClockState Clock,
    Guid BootId,
    long FromMediaNanoseconds,
    long ToMediaNanoseconds,
    double Score,
    double LogLikelihoodRatio,
    ImmutableArray<AttributeScore> Attributes,
    double? HeightMeters,
    DateTimeOffset BestTime,
    ImmutableArray<float> BestBox,
    string? Crop)
{
    public static FoundAnswer Of(SightingMatch match, int rank, string? crop)
    {
        var sighting = match.Sighting;
        var box = sighting.BestBox;
        return new FoundAnswer(
            rank,
            sighting.Id,
            sighting.Camera.Value,
            sighting.Track,
            sighting.FromUtc.Value,
            sighting.ToUtc.Value,
            sighting is { FromUtc.Synchronised: true, ToUtc.Synchronised: true } ? ClockState.Synced : ClockState.Unsynced,
            sighting.BootId,
            sighting.From.Nanoseconds,
            sighting.To.Nanoseconds,
            Math.Round(match.Score, 3),
            Math.Round(match.LogLikelihoodRatio, 3),
            match.Explanation,
            sighting.HeightMeters is { } height ? Math.Round(height, 2) : null,
            sighting.BestUtc.Value,
            [box.X, box.Y, box.Width, box.Height],
            crop);
    }
}
