using EdgeAgent.Capture.FFmpeg.Bindings;
using EdgeAgent.Cli;
using EdgeAgent.Diagnostics;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class DecoderChoiceTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    [Fact]
    public void Hardware_is_looked_for_by_its_device_nodes_and_in_this_build_of_FFmpeg()
    {
        using var devices = new TemporaryDirectory();
        var catalog = new DecoderCatalog(devices.Path);
        Assert.Empty(catalog.Present("h264"));

        MakeNodes(devices, "null", "video10", "dri/renderD128", "nvhost-nvdec");
        var expected = new[] { "h264_nvv4l2dec", "h264_nvmpi", "h264_v4l2m2m" }.Where(name => LibAvCodec.FindDecoderByName(name) != 0).Append("h264 (vaapi)");
        Assert.Equal(expected, catalog.Present("h264").Select(candidate => candidate.Name));
        Assert.Equal(expected.Select(name => name.Replace("h264", "hevc", StringComparison.Ordinal)), catalog.Present("hevc").Select(candidate => candidate.Name));
        Assert.Empty(catalog.Present("mjpeg"));
    }

    [Fact]
    public void Without_hardware_software_decodes_and_nothing_is_blamed()
    {
        using var devices = new TemporaryDirectory();
        var (choice, pictures, errors) = Decode(DecoderOptions.Automatic, new DecoderCatalog(devices.Path));
        Assert.Equal(new DecoderChoice("h264", IsHardware: false), choice);
        Assert.Equal((100, 0), (pictures, errors));
    }

    [Fact]
    public void Hardware_that_does_not_open_is_tried_once_and_then_software_decodes()
    {
        using var devices = new TemporaryDirectory();
        var catalog = CatalogOfBrokenHardware(devices);
        for (var i = 0; i < 2; i++)
        {
            var (choice, pictures, errors) = Decode(DecoderOptions.Automatic, catalog);
            Assert.Equal(("h264", false, 0), (choice.Name, choice.IsHardware, choice.Fallbacks));
            Assert.Contains("does not open", choice.Reason, StringComparison.Ordinal);
            Assert.Equal((100, 0), (pictures, errors));
        }

        Assert.All(catalog.Present("h264"), candidate => Assert.NotNull(catalog.BrokenReason(candidate)));
        Assert.All(catalog.Present("hevc"), candidate => Assert.Null(catalog.BrokenReason(candidate)));
    }

    [Theory]
    [InlineData("h264_v4l2m2m")]
    [InlineData("vaapi")]
    public void A_decoder_that_is_asked_for_and_has_no_device_is_named(string name)
    {
        Assert.SkipUnless(name == "vaapi" || LibAvCodec.FindDecoderByName(name) != 0, $"this FFmpeg has no {name}");
        using var devices = new TemporaryDirectory();
        var (choice, pictures, _) = Decode(name, CatalogOfBrokenHardware(devices));
        Assert.False(choice.IsHardware);
        Assert.Contains(name, choice.Reason, StringComparison.Ordinal);
        Assert.Equal(100, pictures);
    }

    /// <summary>Intel's decoder opens without a device, and fails at the first packet: no picture of the stream is lost.</summary>
    [Fact]
    public void Hardware_that_opens_and_then_fails_is_left_for_software_and_never_tried_again()
    {
        const string Name = "h264_qsv";
        Assert.SkipWhen(LibAvCodec.FindDecoderByName(Name) == 0, $"this FFmpeg has no {Name}");
        using var devices = new TemporaryDirectory();
        var catalog = CatalogOfBrokenHardware(devices);
        var (choice, pictures, errors) = Decode(Name, catalog);
        Assert.SkipWhen(choice.Reason!.Contains("does not open", StringComparison.Ordinal), $"this FFmpeg's {Name} looks for its device before the first packet");
        Assert.Equal(("h264", false, 1), (choice.Name, choice.IsHardware, choice.Fallbacks));
        Assert.Contains("h264_qsv failed", choice.Reason, StringComparison.Ordinal);
        Assert.Equal((100, 0), (pictures, errors));

        (choice, pictures, _) = Decode(Name, catalog);
        Assert.Equal((0, 100), (choice.Fallbacks, pictures));
        Assert.Contains("h264_qsv failed", choice.Reason, StringComparison.Ordinal);
    }

    /// <summary>A second software decoder in the place of hardware, and a stretch of zeros in the place of a fault.</summary>
    [Theory]
    [InlineData("libvpx-vp9", "fault.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 25", "libvpx-vp9 failed", false)]
    [InlineData("mpegvideo", "fault.ts", "-c:v mpeg2video -g 25 -bf 0", "mpegvideo gave no picture out of 30 packets", true)]
    public void Hardware_that_fails_in_mid_stream_is_left_for_software_at_the_next_keyframe(
        string name, string file, string encoding, string reason, bool isBroken)
    {
        Assert.SkipWhen(LibAvCodec.FindDecoderByName(name) == 0, $"this FFmpeg has no {name}");
        using var devices = new TemporaryDirectory();
        var catalog = new DecoderCatalog(devices.Path);
        var path = videos.Make(file, $"-f lavfi -i testsrc2=s=320x240:r=25:d=4 {encoding} -pix_fmt yuv420p");
        using var demuxer = Demuxer.Open(MediaAddress.Parse(path), new DemuxerOptions(), TestContext.Current.CancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream, new DecoderOptions { Decoder = name, Catalog = catalog });
        using var packet = new Packet();
        List<int> pictureAfterPacket = [];
        for (var index = 0; demuxer.TryRead(packet); index++)
        {
            using var broken = index is >= 10 and < 60 ? packet.With(new byte[2000]) : null;
            decoder.Send(broken ?? packet);
            while (decoder.TryReceive())
            {
                pictureAfterPacket.Add(index);
            }

            if (index == 9)
            {
                Assert.Equal(new DecoderChoice(name, IsHardware: true), decoder.Choice);
            }
        }

        Assert.Equal((demuxer.Stream.Codec, false, 1), (decoder.Name, decoder.Choice.IsHardware, decoder.Choice.Fallbacks));
        Assert.StartsWith(reason, decoder.Choice.Reason, StringComparison.Ordinal);

        // Damage is the stream's own: other cameras keep the hardware.
        Assert.Equal(isBroken ? [name] : [], catalog.Broken.Keys);

        // The first ten packets, and all from the keyframe at 75 on; each decoder may hold one picture back.
        Assert.InRange(pictureAfterPacket.Count(index => index < 10), 9, 10);
        Assert.InRange(pictureAfterPacket.Count(index => index >= 75), 24, 25);
        Assert.DoesNotContain(pictureAfterPacket, index => index is >= 60 and < 75);
    }

    /// <summary>At a few pictures a second, 30 packets are longer than anybody waits for a picture.</summary>
    [Fact]
    public void Hardware_that_whoever_waits_for_it_gives_up_is_left_for_software_and_never_tried_again()
    {
        const string Name = "mpegvideo";
        Assert.SkipWhen(LibAvCodec.FindDecoderByName(Name) == 0, $"this FFmpeg has no {Name}");
        using var devices = new TemporaryDirectory();
        var catalog = new DecoderCatalog(devices.Path);
        var path = videos.Make("mute.ts", "-f lavfi -i testsrc2=s=320x240:r=25:d=1 -c:v mpeg2video -g 5 -bf 0 -pix_fmt yuv420p");
        using var demuxer = Demuxer.Open(MediaAddress.Parse(path), new DemuxerOptions(), TestContext.Current.CancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream, new DecoderOptions { Decoder = Name, Catalog = catalog });
        Assert.True(decoder.LeaveHardware());
        Assert.False(decoder.LeaveHardware());
        Assert.Equal((false, 1), (decoder.Choice.IsHardware, decoder.Choice.Fallbacks));
        Assert.Equal([Name], catalog.Broken.Keys);
        using var packet = new Packet();
        var pictures = 0;
        while (demuxer.TryRead(packet))
        {
            decoder.Send(packet);
            pictures += decoder.TryReceive() ? 1 : 0;
        }

        Assert.InRange(pictures, 24, 25);
    }

    [Fact]
    public void A_name_that_FFmpeg_does_not_know_is_a_fault_of_the_configuration()
    {
        var fault = Assert.Throws<FFmpegException>(() => Decode("h264_magic", DecoderCatalog.System));
        Assert.Equal("video/unknown-decoder", fault.Problem.Code);
        Assert.Contains("h264_magic", fault.Message, StringComparison.Ordinal);
        Assert.Contains("auto", fault.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_larger_than_8K_are_refused_by_their_size()
    {
        var path = videos.Make("huge.mp4", "-f lavfi -i color=s=8192x5120:r=25 -frames:v 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        using var demuxer = Demuxer.Open(MediaAddress.Parse(path), new DemuxerOptions(), TestContext.Current.CancellationToken);
        var fault = Assert.Throws<FFmpegException>(() => VideoDecoder.Open(demuxer.Stream));
        Assert.Equal("video/undecodable", fault.Problem.Code);
        Assert.Contains("8192×5120", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoder_of_another_codec_leaves_the_stream_to_software()
    {
        var (choice, pictures, _) = Decode("mjpeg", DecoderCatalog.System);
        Assert.Equal(new DecoderChoice("h264", IsHardware: false, Reason: "mjpeg does not decode h264"), choice);
        Assert.Equal(100, pictures);
    }

    [Fact]
    public void FFmpegs_own_decoder_may_be_asked_for_by_name() =>
        Assert.Equal(new DecoderChoice("h264", IsHardware: false), Decode("h264", DecoderCatalog.System).Choice);

    [Fact]
    public async Task A_source_says_what_decodes_and_why_it_is_not_what_was_asked_for()
    {
        var source = new VideoSource(
            new CaptureOptions { Url = videos.Plain, Decoder = "mjpeg" }, new FileMediaClock(default), NullLogger<VideoSource>.Instance);
        Assert.Null(source.Statistics.Decoder);
        await source.RunAsync(new CollectingSink(), TestContext.Current.CancellationToken);
        Assert.Equal(new DecoderChoice("h264", IsHardware: false, Reason: "mjpeg does not decode h264"), source.Statistics.Decoder);
    }

    [Fact]
    public async Task The_pictures_after_a_fallback_are_those_of_software()
    {
        Assert.SkipWhen(LibAvCodec.FindDecoderByName("h264_qsv") == 0, "this FFmpeg has no h264_qsv");
        Assert.SkipWhen(Directory.Exists("/dev/dri"), "this machine has devices that may decode");
        var forced = new CollectingSink();
        var plain = new CollectingSink();
        await Source("h264_qsv").RunAsync(forced, TestContext.Current.CancellationToken);
        await Source(DecoderOptions.Software).RunAsync(plain, TestContext.Current.CancellationToken);
        Assert.Equal(plain.Frames, forced.Frames);

        VideoSource Source(string decoder) => new(
            new CaptureOptions { Url = videos.Plain, Decoder = decoder }, new FileMediaClock(default), NullLogger<VideoSource>.Instance);
    }

    [Fact]
    public async Task A_probe_names_the_decoder()
    {
        var facts = await new CameraProbe(TimeProvider.System).ProbeAsync(
            new CaptureOptions { Url = videos.Plain, Decoder = "mjpeg" }, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(("h264", false, "mjpeg does not decode h264"), (facts.Decoder, facts.IsHardwareDecoder, facts.SoftwareReason));
        Assert.Contains("decoded by h264, since mjpeg does not decode h264", CameraSummary.Of(facts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_decoded_in_software_unless_told_otherwise()
    {
        Assert.Equal("software", new CaptureOptions { Url = "/videos/park.mp4" }.ToDecoderOptions().Decoder);
        Assert.Equal("vaapi", new CaptureOptions { Url = "/videos/park.mp4", Decoder = "vaapi" }.ToDecoderOptions().Decoder);
        Assert.Equal("auto", new CaptureOptions { Url = "rtsp://192.0.2.10/stream1" }.ToDecoderOptions().Decoder);
    }

    private static DecoderCatalog CatalogOfBrokenHardware(TemporaryDirectory devices)
    {
        Assert.SkipWhen(
            Directory.EnumerateFileSystemEntries("/dev", "video*").Any() || Directory.Exists("/dev/dri"),
            "this machine has devices that may decode");
        MakeNodes(devices, "video10", "dri/renderD128");
        return new DecoderCatalog(devices.Path);
    }

    private static void MakeNodes(TemporaryDirectory devices, params string[] names)
    {
        Directory.CreateDirectory(devices["dri"]);
        foreach (var name in names)
        {
            File.WriteAllBytes(devices[name], []);
        }
    }

    private (DecoderChoice Choice, int Pictures, long Errors) Decode(string name, DecoderCatalog catalog)
    {
        using var demuxer = Demuxer.Open(MediaAddress.Parse(videos.Plain), new DemuxerOptions(), TestContext.Current.CancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream, new DecoderOptions { Decoder = name, Catalog = catalog });
        using var packet = new Packet();
        var pictures = 0;
        while (demuxer.TryRead(packet))
        {
            decoder.Send(packet);
            Receive();
        }

        decoder.Drain();
        Receive();
        return (decoder.Choice, pictures, decoder.DecodeErrors + decoder.DamagedPictures);

        void Receive()
        {
            while (decoder.TryReceive())
            {
                pictures++;
            }
        }
    }
}
