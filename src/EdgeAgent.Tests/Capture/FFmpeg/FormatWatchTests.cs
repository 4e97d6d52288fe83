using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>On raw streams, which is how a camera's packets look: start codes, and parameter sets in band.</summary>
public sealed class FormatWatchTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    [Theory]
    [InlineData("h264", "libx264 -preset ultrafast -pix_fmt yuv420p -bf 0 -g 10")]
    [InlineData("hevc", "libx265 -preset ultrafast -pix_fmt yuv420p -x265-params log-level=none:bframes=0:repeat-headers=1:keyint=10")]
    [InlineData("mjpeg", "mjpeg -pix_fmt yuvj420p")]
    public void Another_size_is_noticed_at_the_first_picture_that_has_it(string codec, string encoder)
    {
        var extension = codec == "mjpeg" ? "mkv" : codec;
        string[] parts = [.. ((string[])["320x240", "480x360", "320x240"]).Select((size, i) => videos.Make(
            $"{codec}{i}.{extension}", $"-f lavfi -i testsrc2=s={size}:r=10:d=2 -c:v {encoder}"))];
        FormatWatch? watch = null;
        List<(int Picture, int Width, int Height)> changes = [];
        var picture = 0;
        foreach (var part in parts)
        {
            using var demuxer = Demuxer.Open(MediaAddress.Parse(part), new DemuxerOptions(), TestContext.Current.CancellationToken);
            watch ??= new FormatWatch(demuxer.Stream);
            using var packet = new Packet();
            while (demuxer.TryRead(packet))
            {
                if (watch.HasChanged(packet))
                {
                    changes.Add((picture, watch.Stream.Width, watch.Stream.Height));
                }

                picture++;
            }
        }

        Assert.Equal([(20, 480, 360), (40, 320, 240)], changes);
        Assert.Equal(codec, watch!.Stream.Codec);
    }

    [Fact]
    public void The_renewed_stream_can_be_decoded_and_remuxed()
    {
        var (small, large) = (Raw("320x240"), Raw("480x360"));
        var path = Path.Combine(videos.NewDirectory(), "large.mp4");
        using (var first = Demuxer.Open(MediaAddress.Parse(small), new DemuxerOptions(), TestContext.Current.CancellationToken))
        using (var second = Demuxer.Open(MediaAddress.Parse(large), new DemuxerOptions(), TestContext.Current.CancellationToken))
        {
            var watch = new FormatWatch(first.Stream);
            using var packet = new Packet();
            Remuxer? remuxer = null;
            for (var i = 0; second.TryRead(packet); i++)
            {
                _ = watch.HasChanged(packet);
                remuxer ??= Remuxer.Create(path, watch.Stream);
                packet.Pts = packet.Dts = (i + 1) * second.Stream.TimeBase.FromNanoseconds(100_000_000);
                remuxer.Write(packet);
            }

            remuxer!.Complete();
            remuxer.Dispose();
        }

        Assert.Equal("480,360,20", Tool.Run(
            "ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=width,height,nb_read_frames", "-of", "csv=p=0", path).Trim());
    }

    [Fact]
    public void A_stream_that_stays_as_it_is_changes_nothing_and_allocates_nothing()
    {
        using var demuxer = Demuxer.Open(MediaAddress.Parse(Raw("320x240")), new DemuxerOptions(), TestContext.Current.CancellationToken);
        var watch = new FormatWatch(demuxer.Stream);
        using var packet = new Packet();
        Assert.True(demuxer.TryRead(packet));
        Assert.False(watch.HasChanged(packet));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Assert.False(watch.HasChanged(packet));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private string Raw(string size) => videos.Make(
        $"{size}.h264", $"-f lavfi -i testsrc2=s={size}:r=10:d=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 0 -g 10");
}
