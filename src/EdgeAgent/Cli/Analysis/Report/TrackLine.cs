using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>One track as programs read it. Times are seconds of the file.</summary>
/// <param name="Track">Its id, as events have it.</param>
/// <param name="Class">Label of the model.</param>
/// <param name="From">Its first view.</param>
/// <param name="To">Its last view.</param>
/// <param name="FirstClearView">When it was first seen clearly; absent where it never was.</param>
/// <param name="BestTime">When it was seen best.</param>
/// <param name="BestBox"><c>[x, y, width, height]</c> then.</param>
/// <param name="BestQuality">0–1.</param>
/// <param name="Appearance">What it looked like; absent of what is not described.</param>
/// <param name="Heading">Which way it went when it was last seen.</param>
internal sealed record TrackLine(
    int Track,
    string Class,
    double From,
    double To,
    double? FirstClearView,
    double? BestTime,
    ImmutableArray<float>? BestBox,
    double? BestQuality,
    SeenAppearance? Appearance,
    Heading? Heading)
{
    public static TrackLine Of(TrackStory story) => new(
        story.Id,
        story.Label,
        Seconds(story.From),
        Seconds(story.To),
        story.Look?.FirstClearView is { } clear ? Seconds(clear) : null,
        story.Best is { } best ? Seconds(best.Time) : null,
        story.Best is { } view ? MessageJson.Numbers(view.Box) : null,
        story.Best is { } seen ? Math.Round(seen.Quality, 3) : null,
        story.Look is { } look ? SeenAppearance.Of(look.Appearance, look.HeightMeters) : null,
        story.Look?.Appearance.Heading);

    private static double Seconds(MediaTime time) => Math.Round(time.TotalSeconds, 3);
}
