using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class MediaAddressTests
{
    [Theory]
    [InlineData("rtsp://cam/stream", "rtsp://cam/stream")]
    [InlineData("rtsp://cam:554/stream?channel=1", "rtsp://cam:554/stream?channel=1")]
    [InlineData("rtsp://user:pass@cam/stream", "rtsp://***@cam/stream")]
    [InlineData("rtsp://user:p%40ss@cam:554/a%40b", "rtsp://***@cam:554/a%40b")]
    [InlineData("rtsp://cam/user=admin&password=secret&channel=1.sdp", "rtsp://cam/user=***&password=***&channel=1.sdp")]
    [InlineData("rtsp://cam/live?PWD=secret", "rtsp://cam/live?PWD=***")]
    [InlineData("rtsp://[fe80::1]:554/stream", "rtsp://[fe80::1]:554/stream")]
    [InlineData("rtsp://user:pass@[fe80::1]/stream", "rtsp://***@[fe80::1]/stream")]
    [InlineData("/data/a.mp4", "/data/a.mp4")]
    [InlineData("file:///data/a%20b.mp4", "/data/a b.mp4")]
    public void Its_text_has_no_user_and_password(string address, string text) =>
        Assert.Equal(text, MediaAddress.Parse(address).ToString());

    [Fact]
    public void A_scheme_may_be_written_in_capitals() => Assert.Equal("rtsp://cam/Stream", MediaAddress.Parse("RTSP://cam/Stream").Native);

    [Theory]
    [InlineData("rtsp://cam:554/stream")]
    [InlineData("rtsp://old:one@cam:554/stream")]
    public void Credentials_are_escaped_and_take_the_place_of_others(string url)
    {
        var address = MediaAddress.Parse(url, new CameraCredentials("us@er", "p:a/s s"));
        Assert.Equal("rtsp://us%40er:p%3Aa%2Fs%20s@cam:554/stream", address.Native);
        Assert.DoesNotContain("us@er", address.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp://user:secret@/stream")]
    [InlineData("rtsp://user:secret@cam:port/stream")]
    [InlineData("http://user:secret@cam/stream")]
    [InlineData("rtsp://user:sec/ret@cam/stream")]
    [InlineData("rtsp://user:1234/sec@cam/stream")]
    [InlineData("rtsp://user:1234@sec/sec@cam/stream")]
    [InlineData("rtsp://user:sec@ret@cam/stream")]
    public void A_wrong_address_does_not_show_its_password_either(string url)
    {
        var fault = Assert.Throws<FFmpegException>(() => MediaAddress.Parse(url));
        Assert.Equal("camera/address", fault.Problem.Code);
        Assert.DoesNotContain("sec", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user:pass\n", "user", "pass")]
    [InlineData("user:pa:ss  \r\nmore", "user", "pa:ss")]
    public void Credentials_are_one_line_of_a_file(string content, string user, string password)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            var credentials = CameraCredentials.Read(path);
            Assert.Equal((user, password), (credentials.User, credentials.Password));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_missing_credentials_file_is_named() =>
        Assert.Equal("camera/credentials", Assert.Throws<ProblemException>(() => CameraCredentials.Read("/nowhere/credentials")).Problem.Code);
}
