using System.Buffers.Binary;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture.Fuzzing;

/// <summary>One broken stream, all of which follows from its seed, and what the agent makes of it.</summary>
internal sealed class FuzzCase
{
    private const string Announcement = """
        m=video 0 RTP/AVP 96
        a=rtpmap:96 H264/90000
        a=fmtp:96 packetization-mode=1
        a=control:video
        """;

    /// <summary>What the packets are said to be, where it is not true.</summary>
    private static readonly string[] Lies =
    [
        "m=video 0 RTP/AVP 26\na=control:video", "m=video 0 RTP/AVP 33\na=control:video", "m=video 0 RTP/AVP 96\na=rtpmap:96 MP4V-ES/90000\na=control:video",
        "m=video 0 RTP/AVP 96\na=rtpmap:96 VP9/90000\na=control:video", "m=video 0 RTP/AVP 96\na=rtpmap:96 H265/90000\na=control:video",
    ];

    private static readonly long[] Stamps = [0, -1, 1, 1L << 33, -(1L << 33), int.MaxValue, int.MinValue, 1L << 53, long.MaxValue / 2, long.MinValue + 1];

    private readonly FuzzMaterial _material;
    private readonly string _directory;
    private readonly Random _random;
    private readonly Distortion _distortion;

    public FuzzCase(int seed, FuzzMaterial material, string directory)
    {
        _material = material;
        _directory = directory;
        _random = new Random(seed);
        _distortion = new Distortion(_random);
    }

    private string ClipPath => Path.Combine(_directory, "clip.mp4");

    /// <returns>What came of it: <c>read</c>, or the code of the problem.</returns>
    public async Task<string> RunAsync()
    {
        try
        {
            var kind = _random.Next(10);
            await (kind < 6 ? ReadFileAsync() : kind < 8 ? FeedPacketsAsync() : ReadCameraAsync());
            return "read";
        }
        catch (ProblemException known)
        {
            return known.Problem.Code;
        }
    }

    private string Any() => _material.Files[_random.Next(_material.Files.Count)];

    /// <summary>A broken file, through the demuxer, the decoder, the ring and the muxer.</summary>
    private async Task ReadFileAsync()
    {
        var file = Any();
        var input = Path.Combine(_directory, "input" + Path.GetExtension(file));
        await File.WriteAllBytesAsync(input, _distortion.Of(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Any())));
        await RunAsync(new CaptureOptions { Url = input, DecoderThreads = _random.Next(1, 3) }, new FileMediaClock(default));
    }

    /// <summary>A camera on loopback whose answers, announcement or packets are broken.</summary>
    private async Task ReadCameraAsync()
    {
        var isHevc = _random.Next(2) == 0;
        var (media, packets) = isHevc ? Hevc() : H264();
        media = _random.Next(5) == 0 ? Lies[_random.Next(Lies.Length)] : media;
        var breaksAnswers = _random.Next(2) == 0;
        var sent = breaksAnswers && _random.Next(2) == 0 ? [.. packets.SelectMany(packet => packet)] : Break(packets);
        await File.WriteAllBytesAsync(Path.Combine(_directory, "input.rtp"), sent);
        byte[] Distort(byte[] answer)
        {
            answer = breaksAnswers && _random.Next(3) == 0 ? _distortion.Of(answer, answer) : answer;
            File.AppendAllBytes(Path.Combine(_directory, "input.answers"), answer);
            return answer;
        }

        await using var camera = new FuzzedCamera(media, sent, Distort);
        var options = new CaptureOptions { Url = camera.Url, OpenTimeoutSeconds = 0.5, ReadTimeoutSeconds = 0.5 };
        await RunAsync(options, new SystemMediaClock(TimeProvider.System));
    }

    private async Task RunAsync(CaptureOptions options, IMediaClock clock)
    {
        using var sink = new FuzzSink(ClipPath);
        try
        {
            await new VideoSource(options, clock, NullLogger<VideoSource>.Instance).RunAsync(sink, CancellationToken.None);
        }
        finally
        {
            await sink.FinishAsync();
        }
    }

    /// <summary>Broken packets, also of another stream than the one that was announced, right into the decoder and the muxer.</summary>
    private async Task FeedPacketsAsync()
    {
        using var announced = Open(Any());
        var other = _random.Next(3) == 0 ? Any() : announced.Address.ToString();
        using var source = Open(other);
        using var decoder = VideoDecoder.Open(announced.Stream, _random.Next(1, 3));
        using var remuxer = Remuxer.Create(ClipPath, announced.Stream);
        await using var input = File.Create(Path.Combine(_directory, "input.packets"));
        var packets = Break(source);
        try
        {
            var begun = false;
            foreach (var packet in packets)
            {
                input.Write(packet.Data);
                decoder.Send(packet);
                Receive(decoder);
                begun |= packet.IsKeyframe;
                if (begun)
                {
                    remuxer.Write(packet);
                }
            }

            decoder.Drain();
            Receive(decoder);
            remuxer.Complete();
        }
        finally
        {
            packets.ForEach(packet => packet.Dispose());
            File.Delete(ClipPath);
        }
    }

    private static Demuxer Open(string path) => Demuxer.Open(MediaAddress.Parse(path), new DemuxerOptions(), CancellationToken.None);

    private static void Receive(VideoDecoder decoder)
    {
        while (decoder.TryReceive())
        {
            decoder.TakePicture().Dispose();
        }
    }

    /// <summary>Dropped, doubled, swapped, cut and flipped, with stamps of every kind; each has one.</summary>
    private List<Packet> Break(Demuxer source)
    {
        List<Packet> packets = [];
        using var read = new Packet();
        while (source.TryRead(read))
        {
            for (var copies = _random.Next(12) switch { 0 => 0, 1 => 2, _ => 1 }; copies > 0; copies--)
            {
                var packet = _random.Next(3) == 0 ? read.With(_distortion.Of(read.Data.ToArray(), read.Data.ToArray())) : read.Clone();
                packet.Pts ??= packet.Dts ?? packets.Count;
                if (_random.Next(10) == 0)
                {
                    packet.Pts = Stamps[_random.Next(Stamps.Length)];
                    packet.Dts = _random.Next(2) == 0 ? null : Stamps[_random.Next(Stamps.Length)];
                    packet.Duration = Stamps[_random.Next(Stamps.Length)];
                }

                packets.Insert(_random.Next(12) == 0 ? _random.Next(packets.Count + 1) : packets.Count, packet);
            }
        }

        return packets;
    }

    private byte[] Break(List<byte[]> packets)
    {
        var broken = new List<byte[]>();
        foreach (var packet in packets)
        {
            for (var copies = _random.Next(12) switch { 0 => 0, 1 => 2, _ => 1 }; copies > 0; copies--)
            {
                var bytes = packet.ToArray();
                if (_random.Next(5) == 0)
                {
                    // Behind the frame's own length mostly: else all that follows is noise.
                    bytes = _random.Next(8) == 0
                        ? _distortion.Of(bytes, bytes)
                        : Framed(_distortion.Of(bytes[4..], bytes));
                }

                broken.Insert(_random.Next(12) == 0 ? _random.Next(broken.Count + 1) : broken.Count, bytes);
            }
        }

        return [.. broken.SelectMany(packet => packet)];
    }

    private static byte[] Framed(byte[] payload)
    {
        var frame = new byte[4 + payload.Length];
        frame[0] = (byte)'$';
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        payload.CopyTo(frame.AsSpan(4));
        return frame;
    }

    private (string Media, List<byte[]> Packets) Hevc()
    {
        var video = new HevcRtp(_material.Named("raw.hevc"));
        return (video.Announcement(withParameterSets: _random.Next(2) == 0), [.. video.Packets(withParameterSets: true)]);
    }

    private (string Media, List<byte[]> Packets) H264() => (Announcement.ReplaceLineEndings("\n"), H264Rtp.Packets(_material.Named("raw.h264")));
}
