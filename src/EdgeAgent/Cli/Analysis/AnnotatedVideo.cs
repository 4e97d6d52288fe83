using EdgeAgent.Capture.FFmpeg;
using SkiaSharp;

namespace EdgeAgent.Cli.Analysis;

/// <summary>The analysed frames as a video, with everything drawn on them.</summary>
internal sealed class AnnotatedVideo : IDisposable
{
    private readonly string _path;
    private VideoWriter? _writer;
    private SKSizeI _size;

    public AnnotatedVideo(string path)
    {
        _path = Path.GetFullPath(path);
        VideoEncoder.EnsureAvailable();
        OutputFile.Check(_path, "--annotate");
    }

    public void Take(AnalysedView view)
    {
        var (picture, time) = (view.Picture.Bitmap, view.Analysed.Frame.Time);
        if (_writer is null)
        {
            _size = picture.Info.Size;
            _writer = VideoWriter.Create(_path, picture.Width, picture.Height);
        }

        if (picture.Info.Size == _size)
        {
            _writer.Write(picture.GetPixelSpan(), picture.RowBytes, time);
            return;
        }

        // The camera changed its size in the middle; a video has one.
        using var scaled = picture.Resize(picture.Info.WithSize(_size), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        _writer.Write(scaled.GetPixelSpan(), scaled.RowBytes, time);
    }

    public void Complete() => _writer?.Complete();

    public void Dispose() => _writer?.Dispose();
}
