using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class VideoEncoderTests
{
    [Theory]
    [InlineData("libx264", "h264")]
    [InlineData("mpeg4", "mpeg4")]
    public void The_first_encoder_that_is_there_is_used(string there, string codec)
    {
        using var encoder = VideoEncoder.Open(321, 241, ["of-another-build", there]);
        Assert.Equal((codec, 322, 242), (encoder.Stream.Codec, encoder.Stream.Width, encoder.Stream.Height));

        using var packet = new Packet();
        List<long?> stamps = [];
        for (var i = 0; i < 5; i++)
        {
            encoder.Send(new byte[321 * 241 * 4], 321 * 4, MediaTime.FromSeconds(i * 1001 / 30000.0));
            Receive();
        }

        encoder.Drain();
        Receive();
        Assert.Equal([0, 1001, 2002, 3003, 4004], stamps);

        void Receive()
        {
            while (encoder.TryReceive(packet))
            {
                stamps.Add(packet.Pts);
            }
        }
    }

    [Fact]
    public void A_time_that_does_not_go_on_is_put_behind_the_one_before()
    {
        using var encoder = VideoEncoder.Open(64, 64);
        for (var i = 0; i < 3; i++)
        {
            encoder.Send(new byte[64 * 64 * 4], 64 * 4, MediaTime.FromSeconds(1));
        }

        encoder.Drain();
        using var packet = new Packet();
        Assert.True(encoder.TryReceive(packet));
        Assert.True(encoder.TryReceive(packet));
        Assert.Equal(30001, packet.Pts);
    }

    [Fact]
    public void Without_any_encoder_it_says_what_to_install()
    {
        var fault = Assert.Throws<FFmpegException>(() => VideoEncoder.Open(320, 240, ["of-another-build"]));
        Assert.Equal("ffmpeg/no-encoder", fault.Problem.Code);
        Assert.Contains("of-another-build", fault.Message, StringComparison.Ordinal);
        Assert.Contains("install", fault.Problem.Remedy, StringComparison.Ordinal);
    }
}
