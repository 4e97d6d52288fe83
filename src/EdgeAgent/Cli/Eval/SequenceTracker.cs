using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeAgent.Domain;
using EdgeAgent.Tracking;

namespace EdgeAgent.Cli.Eval;

/// <summary>The tracker on a sequence, online: the rows of a frame are told before the next frame is looked at.</summary>
internal sealed class SequenceTracker(TrackerOptions options, PictureSize size, double framesPerSecond)
{
    private readonly ByteTracker _tracker = new(options, size.Aspect);
    private readonly List<Domain.Detection> _detections = [];
    private readonly List<Track> _tracks = [];

    /// <summary>Detections so far that are no boxes in this picture, or beyond the most.</summary>
    public long RefusedDetections => _tracker.RejectedDetections;

    /// <summary>How long the tracker had for the last frame, and how many objects it saw in it.</summary>
    public UpdateSample LastUpdate { get; private set; }

    /// <summary>Takes in one frame and adds its rows.</summary>
    public void Update(MotFrame frame, List<MotBox> rows)
    {
        _detections.Clear();
        foreach (var box in frame.Boxes)
        {
            _detections.Add(new Domain.Detection(0, (float)Math.Clamp(box.Score, 0, 1), Normalize(box)));
        }

        var time = MediaTime.FromSeconds(frame.Number / framesPerSecond);
        var begun = Stopwatch.GetTimestamp();
        _tracker.Update(time, CollectionsMarshal.AsSpan(_detections), _tracks);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        var objects = 0;
        foreach (var track in _tracks)
        {
            objects += track.State is TrackState.Confirmed or TrackState.Tentative ? 1 : 0;
            if (IsTold(track))
            {
                rows.Add(ToRow(frame.Number, track));
            }
        }

        LastUpdate = new UpdateSample(objects, elapsed.TotalMicroseconds);
    }

    // Whether it will be confirmed is not known yet. In the upper half of the scores that begin a track it nearly always is.
    private bool IsTold(in Track track) => track.State == TrackState.Confirmed || track.IsHidden
        || (track.State == TrackState.Tentative && track.Score >= (options.NewTrackScore + 1) / 2);

    private BoundingBox Normalize(in MotBox box) => new(
        (float)(box.X / size.Width), (float)(box.Y / size.Height), (float)(box.Width / size.Width), (float)(box.Height / size.Height));

    private MotBox ToRow(int frame, in Track track) => new(
        frame,
        track.Id,
        track.Box.X * (double)size.Width,
        track.Box.Y * (double)size.Height,
        track.Box.Width * (double)size.Width,
        track.Box.Height * (double)size.Height,
        track.Score);
}
