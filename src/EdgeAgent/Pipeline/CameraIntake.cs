using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Recording;

namespace EdgeAgent.Pipeline;

/// <summary>
/// Where a camera's source delivers: packets to the ring, the frames that are due to the queue. A camera with two streams has one for each.
/// </summary>
/// <param name="ring">Null for a stream that is not kept.</param>
/// <param name="recorder">Null for a stream that is not recorded.</param>
/// <param name="frames">Null for a stream that is not looked at.</param>
/// <param name="throttle">Which frames are due.</param>
internal sealed class CameraIntake(PacketRing? ring, SegmentRecorder? recorder, FrameQueue? frames, FrameThrottle throttle) : ICaptureSink
{
    public void Connected(VideoStream stream)
    {
        ring?.Begin(stream);
        recorder?.Connected();
    }

    public void PacketRead(Packet packet, MediaTime time) => ring?.Add(packet, time);

    public bool WantsFrame(MediaTime time) => frames is not null && throttle.Take(time);

    public void FrameDecoded(Frame frame) => frames!.Put(frame);
}
