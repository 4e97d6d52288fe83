using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Capture;

/// <summary>
/// Takes what one source captures. All calls come from the source's own thread, one after the other;
/// what they throw ends the source.
/// </summary>
internal interface ICaptureSink
{
    /// <summary>Once per connection, before any packet.</summary>
    void Connected(VideoStream stream);

    /// <summary>Every packet, in decoding order. It stays the source's: clone it to keep it.</summary>
    /// <param name="packet">Its time stamps are set, and go on without jumps within one connection.</param>
    /// <param name="time">When it is shown.</param>
    void PacketRead(Packet packet, MediaTime time);

    /// <summary>Asked for every decoded picture; a picture that nobody wants is not copied.</summary>
    bool WantsFrame(MediaTime time);

    /// <summary>Pictures in order of presentation, times never going back. The sink owns the frame and disposes of it.</summary>
    void FrameDecoded(Frame frame);
}
