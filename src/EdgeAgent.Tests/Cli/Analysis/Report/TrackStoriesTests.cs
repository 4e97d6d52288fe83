using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis.Report;

public sealed class TrackStoriesTests
{
    [Fact]
    public void Of_a_crowded_day_every_track_is_told_and_the_pictures_of_the_longest_in_sight_are_kept()
    {
        using var frame = PaintedPerson.Frame(new BoundingBox(0.4f, 0.2f, 0.15f, 0.6f));
        var stories = new TrackStories(["person"]);
        for (var id = 1; id <= TrackStories.MostPictures + 20; id++)
        {
            // The even ones are there for longer.
            Show(stories, frame, id, id, TrackState.Confirmed);
            Show(stories, frame, id, id + (id % 2 == 0 ? 0.5 : 0.2), TrackState.Confirmed);
            Show(stories, frame, id, id + 0.6, TrackState.Removed);
        }

        stories.Finish();

        Assert.Equal(TrackStories.MostPictures + 20, stories.All.Count);
        var without = stories.All.Where(story => story.Best!.Jpeg.Length == 0).ToList();
        Assert.Equal(20, without.Count);
        Assert.All(without, story => Assert.Equal(1, story.Id % 2));
        Assert.All(stories.All, story => Assert.Equal(story.Id, story.From.TotalSeconds));
    }

    private static void Show(TrackStories stories, Imaging.Frame frame, int id, double second, TrackState state)
    {
        frame.Time = MediaTime.FromSeconds(second);
        var last = state == TrackState.Removed ? MediaTime.FromSeconds(second - 0.1) : frame.Time;
        stories.Take(new AnalysedFrame(
            frame, [new Track(id, 0, state, new BoundingBox(0.4f, 0.2f, 0.15f, 0.6f), 0.8f, MediaTime.FromSeconds(id), last)], []));
    }
}
