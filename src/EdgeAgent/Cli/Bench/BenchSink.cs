using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Bench;

/// <summary>Shows a file to the analysis again and again, as one video that goes on, until enough frames were seen.</summary>
internal sealed class BenchSink(FileAnalysis analysis, long frames) : ICaptureSink
{
    private MediaTime _last;
    private TimeSpan _offset;
    private TimeSpan _step = TimeSpan.FromSeconds(0.04);
    private long _seen;
    private bool _connected;

    public bool IsEnough => _seen >= frames;

    public void Connected(VideoStream stream)
    {
        if (_connected)
        {
            _offset = _last - default(MediaTime) + _step;
        }

        _connected = true;
    }

    public void PacketRead(Packet packet, MediaTime time)
    {
    }

    public bool WantsFrame(MediaTime time)
    {
        var shown = time + _offset;
        (_step, _last) = (shown > _last ? shown - _last : _step, shown);
        return !IsEnough && analysis.WantsFrame(shown);
    }

    public void FrameDecoded(Frame frame)
    {
        frame.Time += _offset;
        _seen++;
        analysis.FrameDecoded(frame);
    }
}
