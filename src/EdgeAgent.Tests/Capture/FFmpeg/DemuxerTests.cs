using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class DemuxerTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static readonly DemuxerOptions Impatient = new()
    {
        OpenTimeout = TimeSpan.FromSeconds(1),
        ReadTimeout = TimeSpan.FromSeconds(1),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_file_says_what_its_video_is()
    {
        using var demuxer = Open(videos.WithBFrames);
        var stream = demuxer.Stream;
        Assert.Equal("h264", stream.Codec);
        Assert.Equal((320, 240), (stream.Width, stream.Height));
        Assert.Equal(25, stream.NominalFrameRate);
        Assert.Equal("yuv420p", stream.PixelFormat);
        Assert.Equal(8, stream.BitDepth);
        Assert.True(stream.ReorderDelay > 0);
        Assert.Equal(1e9, stream.TimeBase.ToNanoseconds(stream.TimeBase.Denominator / stream.TimeBase.Numerator));
    }

    [Fact]
    public void Packets_are_the_ones_that_ffprobe_lists()
    {
        using var demuxer = Open(videos.WithBFrames);
        using var packet = new Packet();
        List<string> packets = [];
        while (demuxer.TryRead(packet))
        {
            packets.Add($"{packet.Pts},{packet.Dts},{packet.SizeBytes},{(packet.IsKeyframe ? "K" : "_")}");
        }

        var expected = Tool.FFprobe("-show_entries", "packet=pts,dts,size,flags", "-of", "csv=p=0", videos.WithBFrames)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd('_', ','));
        Assert.Equal(100, packets.Count);
        Assert.Equal(expected, packets.Select(line => line.TrimEnd('_', ',')));
        Assert.False(demuxer.TryRead(packet));
    }

    [Fact]
    public void Clones_share_the_data_and_outlive_the_packet()
    {
        using var demuxer = Open(videos.Plain);
        using var packet = new Packet();
        Assert.True(demuxer.TryRead(packet));
        using var clone = packet.Clone();
        var before = packet.Data.ToArray();
        Assert.True(demuxer.TryRead(packet));
        Assert.Equal(before, clone.Data.ToArray());
        Assert.True(clone.IsKeyframe);
        clone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => clone.SizeBytes);
    }

    [Fact]
    public void Sound_never_comes_out_of_a_file()
    {
        using var demuxer = Open(videos.WithSound);
        using var packet = new Packet();
        var count = 0;
        while (demuxer.TryRead(packet))
        {
            count++;
        }

        Assert.Equal(50, count);
    }

    [Theory]
    [InlineData("nowhere.mp4", "file/not-found")]
    [InlineData(".", "file/not-video")]
    [InlineData("rtsp://", "camera/address")]
    [InlineData("gopher://host/", "camera/address")]
    [InlineData("", "camera/address")]
    [InlineData("rtsp://no-such-host.invalid/stream", "camera/not-found")]
    public void A_wrong_address_is_reported_as_such(string address, string code) => AssertProblem(code, address);

    [Fact]
    public void A_file_without_video_is_reported_as_such() => AssertProblem("file/not-video", videos.OnlySound);

    [Fact]
    public void A_text_file_that_calls_itself_a_video_is_reported_as_such()
    {
        var path = Path.Combine(videos.Root, "text.mp4");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("This is no video.\n", 1000)));
        AssertProblem("file/not-video", path);
    }

    [Fact]
    public void A_playlist_cannot_make_it_open_other_files()
    {
        var path = Path.Combine(videos.Root, "list.mp4");
        File.WriteAllText(path, $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://{videos.Plain}\n#EXT-X-ENDLIST\n");
        AssertProblem("file/not-video", path);
    }

    [Fact]
    public void An_empty_file_is_reported_as_such()
    {
        var path = Path.Combine(videos.Root, "empty.mp4");
        File.WriteAllBytes(path, []);
        AssertProblem("file/not-video", path);
    }

    [Fact]
    public void A_file_cut_off_before_its_index_is_reported_as_such()
    {
        var path = Path.Combine(videos.Root, "no-index.mp4");
        File.WriteAllBytes(path, File.ReadAllBytes(videos.Plain)[..^10_000]);
        AssertProblem("file/not-video", path);
    }

    [Fact]
    public void A_file_cut_off_after_its_index_gives_what_there_is_and_then_says_so()
    {
        var whole = videos.Make("faststart.mp4", $"-i {videos.Plain} -c copy -movflags +faststart");
        var path = Path.Combine(videos.Root, "cut.mp4");
        var bytes = File.ReadAllBytes(whole);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        using var demuxer = Open(path);
        using var packet = new Packet();
        var count = 0;
        var fault = Assert.Throws<FFmpegException>(() =>
        {
            while (demuxer.TryRead(packet))
            {
                count++;
            }
        });
        Assert.InRange(count, 20, 80);
        Assert.Equal("file/truncated", fault.Problem.Code);
    }

    [Fact]
    public void A_port_where_nobody_listens_is_unreachable() => AssertProblem("camera/unreachable", "rtsp://127.0.0.1:9/stream");

    [Theory]
    [InlineData("401 Unauthorized", "camera/unauthorized")]
    [InlineData("403 Forbidden", "camera/unauthorized")]
    [InlineData("404 Not Found", "camera/not-found")]
    [InlineData("500 Internal Server Error", "camera/unreachable")]
    public async Task What_a_camera_refuses_is_told_apart(string status, string code)
    {
        await using var camera = MisbehavingCamera.Refusing(status);
        AssertProblem(code, camera.Url);
    }

    [Fact]
    public async Task A_camera_without_video_is_reported_as_such()
    {
        await using var camera = MisbehavingCamera.Announcing(MisbehavingCamera.OnlySound);
        AssertProblem("camera/no-video", camera.Url);
    }

    [Fact]
    public async Task A_camera_that_announces_video_and_sends_none_is_given_up()
    {
        await using var camera = MisbehavingCamera.Announcing(MisbehavingCamera.VideoAndSound);
        AssertProblem("camera/no-video", camera.Url);
    }

    [Fact]
    public async Task Sound_is_not_even_asked_for()
    {
        await using var camera = MisbehavingCamera.Announcing(MisbehavingCamera.VideoAndSound);
        AssertProblem("camera/no-video", camera.Url);
        var setups = camera.Requests.Where(request => request.StartsWith("SETUP", StringComparison.Ordinal)).ToList();
        var setup = Assert.Single(setups);
        Assert.Contains("/video", setup, StringComparison.Ordinal);
        Assert.Contains("RTP/AVP/TCP", setup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_at_the_deadline()
    {
        await using var camera = MisbehavingCamera.Silent();
        AssertProblem("camera/unreachable", camera.Url);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_before_the_deadline()
    {
        await using var camera = MisbehavingCamera.Silent();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var opening = Task.Run(() => Demuxer.Open(MediaAddress.Parse(camera.Url), new DemuxerOptions(), cancel.Token), Token);
        while (camera.Requests.IsEmpty)
        {
            await Task.Yield();
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Fact]
    public async Task Passwords_reach_no_message()
    {
        await using var camera = MisbehavingCamera.Refusing("401 Unauthorized");
        var fault = Assert.Throws<FFmpegException>(() => Open($"rtsp://admin:s3cret@{camera.Address}/stream"));
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("admin", fault.ToString(), StringComparison.Ordinal);
    }

    private static Demuxer Open(string address) => Demuxer.Open(MediaAddress.Parse(address), Impatient, Token);

    private static void AssertProblem(string code, string address)
    {
        var fault = Assert.Throws<FFmpegException>(() => Open(address).Dispose());
        Assert.Equal(code, fault.Problem.Code);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.NotEmpty(fault.Problem.Remedy);
    }
}
