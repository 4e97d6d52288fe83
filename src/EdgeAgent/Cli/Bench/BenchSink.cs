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

    public bool IsEnough => _seen >= frames;

    public void Connected(VideoStream stream)
    {
        if (_seen > 0)
        {
            _offset = _last - default(MediaTime) + _step;
        }
    }

    public void PacketRead(Packet packet, MediaTime time)
    {
    }

    public bool WantsFrame(MediaTime time) => !IsEnough && analysis.WantsFrame(time + _offset);

    public void FrameDecoded(Frame frame)
    {
        frame.Time += _offset;
        (_step, _last) = (frame.Time > _last ? frame.Time - _last : _step, frame.Time);
        _seen++;
        analysis.FrameDecoded(frame);
    }
}
