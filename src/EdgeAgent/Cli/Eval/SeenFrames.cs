using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Eval;

/// <summary>What two models saw in the frames of one file.</summary>
/// <param name="models">That look.</param>
/// <param name="framesPerSecond">That are looked at; 0 for every frame.</param>
/// <param name="onFrame">Called with the time of each.</param>
internal sealed class SeenFrames(ModelPair models, double framesPerSecond, Action<MediaTime> onFrame) : ICaptureSink
{
    private readonly FrameThrottle _throttle = new(framesPerSecond);

    public int Count { get; private set; }

    public List<DetectionPair> Pairs { get; } = [];

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
            Count++;
            Pairs.AddRange(models.Compare(frame));
            onFrame(frame.Time);
        }
    }
}
