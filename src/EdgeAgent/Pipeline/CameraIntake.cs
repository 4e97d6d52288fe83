using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using EdgeAgent.Recording;

namespace EdgeAgent.Pipeline;

/// <summary>Where a camera's source delivers: packets to the ring, the frames that are due to the queue.</summary>
internal sealed class CameraIntake(PacketRing ring, FrameQueue frames, FrameThrottle throttle, CameraState state, SegmentRecorder? recorder = null) : ICaptureSink
{
    public void Connected(VideoStream stream)
    {
        ring.Begin(stream);
        recorder?.Connected();
        state.StreamIs(null);
    }

    public void PacketRead(Packet packet, MediaTime time) => ring.Add(packet, time);

    public bool WantsFrame(MediaTime time) => throttle.Take(time);

    public void FrameDecoded(Frame frame) => frames.Put(frame);
}
