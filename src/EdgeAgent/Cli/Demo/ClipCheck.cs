using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Demo;

/// <summary>Looks at a received clip as the center's software would: does it play, and does it show what the alert says?</summary>
internal sealed class ClipCheck(OnnxModel model) : ICaptureSink, IDisposable
{
    /// <summary>Frames of the clip that are looked at per second.</summary>
    private const double Rate = 2;

    private const float Score = 0.5f;

    private readonly Detector _detector = new(model);
    private readonly FrameThrottle _throttle = new(Rate);
    private readonly List<Domain.Detection> _detections = [];
    private string _label = "";
    private float _best;

    public int Frames { get; private set; }

    public int FramesWithObject { get; private set; }

    /// <summary>Plays the clip to its end and saves the best view of an object beside it.</summary>
    /// <exception cref="ProblemException">It cannot be played.</exception>
    public static async Task<ClipCheck> RunAsync(OnnxModel model, string clip, string label, CancellationToken cancel)
    {
        var check = new ClipCheck(model) { _label = label, PicturePath = Path.ChangeExtension(clip, ".png") };
        var source = new VideoSource(
            new CaptureOptions { Url = clip }, new Diagnostics.FileMediaClock(default), new FramePool(), NullLogger<VideoSource>.Instance);
        await source.RunAsync(check, cancel);
        return check;
    }

    public string PicturePath { get; private init; } = "";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_label} in {FramesWithObject} of {Frames} looked-at pictures, best {_best:0.00}");

    public void Connected(VideoStream stream)
    {
    }

    public void PacketRead(Packet packet, MediaTime time)
    {
    }

    public bool WantsFrame(MediaTime time) => _throttle.Take(time);

    public void FrameDecoded(Frame frame)
    {
        using (frame)
        {
            Frames++;
            _detector.Detect(frame, _detections);
            var best = _detections.FirstOrDefault(d => model.Manifest.Labels[d.ClassId] == _label);
            FramesWithObject += best.Score >= Score ? 1 : 0;
            if (best.Score > _best)
            {
                _best = best.Score;
                using var picture = new Picture(frame);
                picture.DrawTrack(new Track(0, best.ClassId, TrackState.Confirmed, best.Box, best.Score, frame.Time, frame.Time), _label);
                picture.SavePng(PicturePath);
            }
        }
    }

    public void Dispose() => _detector.Dispose();
}
