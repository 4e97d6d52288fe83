using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Imaging.Drawing;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Demo;

/// <summary>
/// Looks at a received clip as the center's software would: does it play, and does it show, at the moment and at the place that the
/// alert names, what the alert says? It saves that picture beside the clip.
/// </summary>
internal sealed class ClipCheck : ICaptureSink, IDisposable
{
    /// <summary>How far a picture may be from the named moment: more than a frame, less than a person needs to leave the box.</summary>
    private static readonly TimeSpan Nearby = TimeSpan.FromSeconds(0.2);

    private const float Score = 0.35f;
    private const float SamePlace = 0.5f;

    private readonly OnnxModel _model;
    private readonly Detector _detector;
    private readonly List<Domain.Detection> _detections = [];
    private readonly EventMessage _alert;
    private readonly BoundingBox _place;
    private readonly MediaTime _moment;
    private readonly string _picturePath;
    private float _overlap;

    private ClipCheck(OnnxModel model, string clip, EventMessage alert, ClipManifestMessage manifest)
    {
        _model = model;
        _detector = new Detector(model);
        _alert = alert;
        _place = alert.BestBox is [var x, var y, var width, var height] ? new BoundingBox(x, y, width, height) : default;
        _moment = default(MediaTime) + (Moment(alert) - (manifest.Parts[PartOf(manifest, alert)].Start ?? manifest.ActualStart));
        _picturePath = Path.ChangeExtension(clip, ".png");
    }

    public int Pictures { get; private set; }

    public bool ShowsWhatTheAlertSays => _overlap >= SamePlace;

    /// <summary>Plays the part of the clip that has the moment, to its end.</summary>
    /// <param name="model">What to look with.</param>
    /// <param name="files">One per part.</param>
    /// <param name="alert">What the clip is to show.</param>
    /// <param name="manifest">What the pole says of the clip.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ProblemException">It cannot be played.</exception>
    public static async Task<ClipCheck> RunAsync(
        OnnxModel model, IReadOnlyList<string> files, EventMessage alert, ClipManifestMessage manifest, CancellationToken cancel)
    {
        var clip = files[PartOf(manifest, alert)];
        var check = new ClipCheck(model, clip, alert, manifest);
        var source = new VideoSource(
            new CaptureOptions { Url = clip }, new FileMediaClock(manifest.ActualStart), NullLogger<VideoSource>.Instance);
        await source.RunAsync(check, cancel);
        check.Pictures = (int)source.Statistics.Pictures;
        return check;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Pictures} pictures play; {_moment.TotalSeconds:0.0} s into it, at the place that the alert names, there is {(ShowsWhatTheAlertSays ? "a" : "no")} {_alert.ObjectClass} (overlap {_overlap:0.00})");

    public void Connected(VideoStream stream)
    {
    }

    public void PacketRead(Packet packet, MediaTime time)
    {
    }

    public bool WantsFrame(MediaTime time) => (time - _moment).Duration() <= Nearby;

    public void FrameDecoded(Frame frame)
    {
        using (frame)
        {
            _detector.Detect(frame, _detections);
            foreach (var detection in _detections.Where(d => d.Score >= Score && _model.Manifest.Labels[d.ClassId] == _alert.ObjectClass))
            {
                if (detection.Box.IntersectionOverUnion(_place) is var overlap && overlap > _overlap)
                {
                    _overlap = overlap;
                    Save(frame, detection);
                }
            }
        }
    }

    public void Dispose() => _detector.Dispose();

    private static DateTimeOffset Moment(EventMessage alert) => alert.BestBoxTime ?? alert.Time;

    private static int PartOf(ClipManifestMessage manifest, EventMessage alert) =>
        manifest.Parts.LastOrDefault(part => part.Start <= Moment(alert))?.Index ?? 0;

    private void Save(Frame frame, Domain.Detection detection)
    {
        using var picture = new Picture(frame);
        var track = new Track(
            _alert.Tracks?.FirstOrDefault() ?? 0, detection.ClassId, TrackState.Confirmed, detection.Box, detection.Score, frame.Time, frame.Time);
        picture.DrawTrack(track, alarming: true);
        picture.LabelTrack(track, alarming: true, before: null, string.Create(CultureInfo.InvariantCulture, $"{_alert.ObjectClass} {track.Id}  {track.Score:0.00}"));
        picture.DrawCaption($"{_alert.Type}{(_alert.Zone is null ? "" : $", zone {_alert.Zone}")}, {_alert.BestBoxTime:yyyy-MM-dd HH:mm:ss.fff} UTC");
        picture.SavePng(_picturePath);
    }
}
