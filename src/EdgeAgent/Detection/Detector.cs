using EdgeAgent.Detection.Regions;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection;

/// <summary>Detects on the frames of one camera, with buffers made once. Not thread-safe; the session behind it is.</summary>
/// <param name="model">Runs on each frame.</param>
/// <param name="most">Parts of a frame that are looked at beside the whole, at most.</param>
internal sealed class Detector(OnnxModel model, int most = 0) : IDisposable
{
    private readonly PictureBatch _batch = new(model, 1 + most);
    private readonly FrameRegion _part = new();
    private readonly RegionMerge _merge = new(model.Manifest.Thresholds.Iou);
    private readonly List<Domain.Detection> _read = [];

    public ModelManifest Manifest => model.Manifest;

    /// <summary>Fills <paramref name="detections"/> with what is in the frame from the model's low score up, best first.</summary>
    /// <exception cref="ModelException">The model failed, or gave something that is not a number: not the same as seeing nothing.</exception>
    public void Detect(Frame frame, List<Domain.Detection> detections)
    {
        _batch.Show(0, frame);
        _batch.Infer(1);
        _batch.Read(0, detections);
    }

    /// <summary>The same, with parts of the frame looked at closer: as many pictures in one run as the model takes.</summary>
    /// <exception cref="ModelException">The model failed on one of them.</exception>
    public void Detect(Frame frame, ReadOnlySpan<PixelRectangle> regions, List<Domain.Detection> detections)
    {
        if (regions.IsEmpty)
        {
            Detect(frame, detections);
            return;
        }

        _merge.Begin(frame.Width, frame.Height);
        for (var first = 0; first <= regions.Length; first += _batch.Capacity)
        {
            var pictures = Math.Min(_batch.Capacity, 1 + regions.Length - first);
            for (var i = 0; i < pictures; i++)
            {
                Show(i, frame, first + i == 0 ? null : regions[first + i - 1]);
            }

            _batch.Infer(pictures);
            for (var i = 0; i < pictures; i++)
            {
                _batch.Read(i, _read);
                var started = Stage.Regions.Start();
                _merge.Add(first + i == 0 ? null : regions[first + i - 1], _read);
                Stage.Regions.Stop(started);
            }
        }

        _merge.Finish(detections);
    }

    /// <summary>What is in one part of a frame, normalised to that part.</summary>
    /// <exception cref="ModelException">The model failed.</exception>
    public void DetectPart(Frame frame, PixelRectangle region, List<Domain.Detection> detections)
    {
        Show(0, frame, region);
        _batch.Infer(1);
        _batch.Read(0, detections);
    }

    /// <summary>Runs the model on what is in its input now.</summary>
    /// <exception cref="ModelException">It failed.</exception>
    public void Infer() => _batch.Infer(1);

    public void Dispose() => _batch.Dispose();

    private void Show(int picture, Frame frame, PixelRectangle? region)
    {
        if (region is { } rectangle)
        {
            _part.Show(frame, rectangle);
            _batch.Show(picture, _part);
        }
        else
        {
            _batch.Show(picture, frame);
        }
    }
}
