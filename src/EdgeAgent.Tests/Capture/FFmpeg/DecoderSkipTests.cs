using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class DecoderSkipTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    public void Only_keyframes_are_decoded_and_then_all_again_without_damage(string codec)
    {
        var keyframes = new List<long>();
        var pictures = new List<long>();
        var decoder = Decode(codec, (decoder, packet, index) =>
        {
            decoder.Skip = index is >= 10 and < 60 ? DecoderSkip.NonKeyframes : DecoderSkip.None;
            if (packet.IsKeyframe)
            {
                keyframes.Add(packet.Pts!.Value);
            }
        }, pictures);

        // Packets 0 to 9, then the keyframes at 25 and 50, and all from the one at 75 on.
        Assert.Equal(4, keyframes.Count);
        Assert.Equal(0, decoder.DecodeErrors + decoder.DamagedPictures);
        Assert.Equal([.. pictures.Order()], pictures);
        Assert.Equal(10 + 2 + 25, pictures.Count);
        Assert.All(keyframes, keyframe => Assert.Contains(keyframe, pictures));
    }

    [Fact]
    public void Pictures_that_no_other_leans_on_are_left_out_without_damage()
    {
        var pictures = new List<long>();
        var decoder = Decode("h264", (decoder, _, _) => decoder.Skip = DecoderSkip.NonReference, pictures);
        Assert.InRange(pictures.Count, 25, 75);
        Assert.Equal(0, decoder.DecodeErrors + decoder.DamagedPictures);
    }

    [Fact]
    public void The_loop_filter_is_left_out_only_where_it_is_asked_for()
    {
        var whole = Hashes(LoopFilterSkip.None);
        Assert.Equal(whole, Hashes(LoopFilterSkip.None));
        var blocky = Hashes(LoopFilterSkip.All);
        Assert.Equal(whole.Count, blocky.Count);
        Assert.NotEqual(whole, blocky);

        // A keyframe that nobody has touched stays what it was.
        Assert.Equal(whole[0], Hashes(LoopFilterSkip.NonKeyframes)[0]);
    }

    private string Video(string codec) => codec == "hevc" ? videos.Make(
        "skip-hevc.mp4",
        "-f lavfi -i testsrc2=s=320x240:r=25:d=4 -c:v libx265 -pix_fmt yuv420p -x265-params log-level=none:bframes=0:keyint=25:min-keyint=25:scenecut=0:open-gop=0")
        : videos.Make("skip-h264.mp4", "-f lavfi -i testsrc2=s=320x240:r=25:d=4 -c:v libx264 -pix_fmt yuv420p -bf 2 -g 25 -keyint_min 25 -sc_threshold 0");

    private VideoDecoder Decode(string codec, Action<VideoDecoder, Packet, int> before, List<long> pictures)
    {
        using var demuxer = Demuxer.Open(MediaAddress.Parse(Video(codec)), new DemuxerOptions(), TestContext.Current.CancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream);
        using var packet = new Packet();
        for (var index = 0; demuxer.TryRead(packet); index++)
        {
            before(decoder, packet, index);
            decoder.Send(packet);
            Receive();
        }

        decoder.Drain();
        Receive();
        return decoder;

        void Receive()
        {
            while (decoder.TryReceive())
            {
                pictures.Add(decoder.PicturePts!.Value);
            }
        }
    }

    private List<string> Hashes(LoopFilterSkip skip)
    {
        using var demuxer = Demuxer.Open(MediaAddress.Parse(Video("h264")), new DemuxerOptions(), TestContext.Current.CancellationToken);
        using var decoder = VideoDecoder.Open(demuxer.Stream, new DecoderOptions { SkipLoopFilter = skip });
        using var packet = new Packet();
        List<string> hashes = [];
        while (demuxer.TryRead(packet))
        {
            decoder.Send(packet);
            while (decoder.TryReceive())
            {
                using var frame = decoder.TakePicture();
                hashes.Add(CollectingSink.Hash(frame));
            }
        }

        return hashes;
    }
}
