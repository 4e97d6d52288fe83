using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Demo;

/// <summary>Says whom of the scene a match was about, and fails the demo where it was not the one who is looked for.</summary>
internal sealed class MatchJudge(DemoScene scene)
{
    private const float SamePlace = 0.5f;

    /// <summary>In words, with the seconds from the first clear view to the alert at the center.</summary>
    /// <param name="matches">Every match that was told, and when its message came.</param>
    /// <exception cref="DemoException">There is none, or one of them is about somebody else.</exception>
    public string Judge(IReadOnlyList<(EventMessage Message, DateTimeOffset Arrived)> matches)
    {
        if (matches is not [var first, ..])
        {
            throw new DemoException($"nobody was told to resemble the order: {Of(scene.Wanted)} was missed");
        }

        foreach (var (message, _) in matches)
        {
            if (Nearest(message) is not { } view)
            {
                throw new DemoException($"a match is told at a place where nobody of the scene ever is: track {message.Tracks?.FirstOrDefault()}");
            }

            if (view.Figure != scene.Wanted)
            {
                throw new DemoException($"the wrong one is told to resemble the order: {Of(view.Figure)}");
            }
        }

        var after = Nearest(first.Message)!.Seconds - scene.FirstClear
            + ((first.Message.MediaTimeNanoseconds - (first.Message.BestBoxMediaTimeNanoseconds ?? first.Message.MediaTimeNanoseconds)) / 1e9)
            + (first.Arrived - first.Message.Time).TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the match is about {Of(scene.Wanted)}, and none about the {scene.Figures.Count - 1} others; it was here {after:0.0} s after the first clear view");
    }

    /// <summary>
    /// Where the camera is in its loop nobody has told; but each figure walks along a line of its own and has a height of its own, so that
    /// place and size say who it is, and when.
    /// </summary>
    private DemoScene.View? Nearest(EventMessage message)
    {
        if (message.BestBox is not [var x, var y, var width, var height])
        {
            return null;
        }

        var place = new BoundingBox(x, y, width, height);
        var view = scene.Views.MaxBy(view => view.Box.IntersectionOverUnion(place));
        return view?.Box.IntersectionOverUnion(place) >= SamePlace ? view : null;
    }

    private string Of(string figure) => scene.Figures.First(one => one.Id == figure).Description;
}
