using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>Every track of a video: what it looked like, and its best view. Of a day in a crowded street the pictures of the longest in sight are kept.</summary>
internal sealed class TrackStories
{
    /// <summary>Some 10 KB each.</summary>
    public const int MostPictures = 500;

    private readonly IReadOnlyList<string> _labels;
    private readonly SortedDictionary<int, TrackStory> _stories = [];
    private readonly PriorityQueue<TrackStory, TimeSpan> _pictured = new();
    private readonly TrackCrops _crops;

    /// <param name="labels">Of the model's classes.</param>
    public TrackStories(IReadOnlyList<string> labels)
    {
        _labels = labels;
        _crops = new TrackCrops(Keep);
    }

    /// <summary>In the order in which they came; their best views are there after <see cref="Finish"/>.</summary>
    public IReadOnlyCollection<TrackStory> All => _stories.Values;

    public void Take(in AnalysedFrame analysed)
    {
        foreach (var track in analysed.Tracks)
        {
            if (track.State == TrackState.Confirmed)
            {
                if (!_stories.TryGetValue(track.Id, out var story))
                {
                    _stories.Add(track.Id, story = new TrackStory(track.Id, track.FirstSeen));
                }

                (story.To, story.Label) = (track.LastSeen, _labels[track.ClassId]);
            }
        }

        foreach (var look in analysed.Appearances)
        {
            if (_stories.TryGetValue(look.Track, out var story))
            {
                story.Look = look;
            }
        }

        _crops.Observe(analysed.Frame, analysed.Tracks);
    }

    /// <summary>No more frames will come.</summary>
    public void Finish() => _crops.Finish();

    private void Keep(TrackCrop crop)
    {
        var story = _stories[crop.Track];
        story.Best = crop;
        _pictured.Enqueue(story, story.To - story.From);
        if (_pictured.Count > MostPictures)
        {
            var least = _pictured.Dequeue();
            least.Best = least.Best! with { Jpeg = [] };
        }
    }
}
