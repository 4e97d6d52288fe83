using EdgeAgent.Capture.FFmpeg.Bindings;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>One compressed picture. Clones share its data, which is freed with the last of them.</summary>
internal sealed class Packet : IDisposable
{
    // Year 9000: what a hostile report may not make overflow.
    private const long MaximumMicroseconds = 221_000_000_000_000_000;

    public Packet()
    {
        FFmpegLibraries.EnsureLoaded();
        Handle = LibAvCodec.PacketAlloc();
        if (Handle.IsInvalid)
        {
            FFmpegProblems.ThrowOnError(AVError.NoMemory, "allocate a packet");
        }
    }

    /// <summary>When it is shown, in the stream's time base.</summary>
    public long? Pts
    {
        get => Stamp(View.Pts);
        set
        {
            var view = View;
            view.Pts = value ?? AVConstants.NoPts;
        }
    }

    /// <summary>When it is decoded: its place in the stream.</summary>
    public long? Dts
    {
        get => Stamp(View.Dts);
        set
        {
            var view = View;
            view.Dts = value ?? AVConstants.NoPts;
        }
    }

    /// <summary>In the stream's time base; 0 where it is unknown.</summary>
    public long Duration
    {
        get => View.Duration;
        set
        {
            var view = View;
            view.Duration = value;
        }
    }

    /// <summary>Decoding can begin here.</summary>
    public bool IsKeyframe => (View.Flags & AVConstants.PacketFlagKey) != 0;

    /// <summary>The container or the transport lost part of it.</summary>
    public bool IsCorrupt => (View.Flags & AVConstants.PacketFlagCorrupt) != 0;

    /// <summary>When it was taken by the sender's own wall clock, from RTCP sender reports; null where there were none.</summary>
    public unsafe DateTimeOffset? ProducerTime
    {
        get
        {
            // AVProducerReferenceTime: microseconds since 1970 first (libavcodec/defs.h).
            nuint size = 0;
            var data = LibAvCodec.PacketSideData(Handle, AVConstants.PacketDataProducerTime, ref size);
            return data != 0 && size >= sizeof(long) && *(long*)data is >= 0 and < MaximumMicroseconds and var microseconds
                ? DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds)
                : null;
        }
    }

    public int SizeBytes => View.Size;

    /// <summary>Valid until the packet is read into again or disposed of.</summary>
    public ReadOnlySpan<byte> Data => View.Data;

    internal AVPacketHandle Handle { get; }

    internal AVPacketView View
    {
        get
        {
            ObjectDisposedException.ThrowIf(Handle.IsClosed, this);
            return new AVPacketView(Handle.DangerousGetHandle());
        }
    }

    /// <summary>A packet without stamps of a copy of these bytes.</summary>
    public static Packet Create(ReadOnlySpan<byte> data, bool isKeyframe)
    {
        var packet = new Packet();
        FFmpegProblems.ThrowOnError(LibAvCodec.NewPacket(packet.Handle, data.Length), "allocate a packet");
        var view = packet.View;
        view.Flags = isKeyframe ? AVConstants.PacketFlagKey : 0;
        data.CopyTo(view.WritableData);
        return packet;
    }

    /// <summary>A second owner of the same data.</summary>
    public Packet Clone()
    {
        var clone = new Packet();
        clone.Share(this);
        return clone;
    }

    /// <summary>Becomes a second owner of another packet's data. Only for an empty packet.</summary>
    public void Share(Packet other) =>
        FFmpegProblems.ThrowOnError(LibAvCodec.PacketRef(Handle, other.Handle), "share a packet");

    /// <summary>Gives its data up, and is empty.</summary>
    public void Clear() => LibAvCodec.PacketUnref(Handle);

    /// <summary>A packet with the same stamps and flags, and other bytes.</summary>
    public Packet With(ReadOnlySpan<byte> data)
    {
        var other = new Packet();
        FFmpegProblems.ThrowOnError(LibAvCodec.NewPacket(other.Handle, data.Length), "allocate a packet");
        data.CopyTo(other.View.WritableData);
        FFmpegProblems.ThrowOnError(LibAvCodec.PacketCopyProperties(other.Handle, Handle), "copy a packet's stamps");
        return other;
    }

    public void Dispose() => Handle.Dispose();

    private static long? Stamp(long value) => value == AVConstants.NoPts ? null : value;
}
