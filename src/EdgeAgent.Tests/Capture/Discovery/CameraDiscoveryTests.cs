using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.Discovery;

public sealed class CameraDiscoveryTests
{
    private static readonly CameraCredentials Right = new("operator", "p@ss:wörd");

    [Fact]
    public async Task A_camera_answers_the_search_and_tells_its_streams_to_who_knows_the_login()
    {
        await using var camera = new OnvifCamera(new OnvifLogin(Right.User, Right.Password, clockAhead: TimeSpan.FromHours(-9)));

        var found = Assert.Single(await SearchAsync(camera, Right));

        Assert.Equal(CameraAnswer.Answered, found.Answer);
        Assert.Equal(camera.Endpoint, found.Endpoint);
        Assert.Equal(("127.0.0.1", "North Gate", "NX-2", "korea, seoul"), (found.Address, found.Name, found.Hardware, found.Location));
        Assert.Equal(("Hanbit", "HB-200", "1.4"), (found.Maker, found.Model, found.Firmware));
        Assert.Equal(-9 * 3600, found.ClockDifferenceSeconds!.Value, tolerance: 5);
        Assert.Equal(
            [
                new StreamProfile
                {
                    Name = "main stream", Source = "lens", Codec = "h264", Width = 1920, Height = 1080, FrameRate = 25, BitsPerSecond = 4_096_000,
                    Url = "rtsp://127.0.0.1:554/main?channel=1&unicast=true",
                },
                new StreamProfile
                {
                    Name = "sub stream", Source = "lens", Codec = "h264", Width = 640, Height = 360, FrameRate = 10, BitsPerSecond = 512_000,
                    Url = "rtsp://127.0.0.1:554/sub?channel=1&unicast=true",
                },
            ],
            found.Profiles);
    }

    [Fact]
    public async Task A_camera_that_wants_HTTP_Digest_gets_it()
    {
        await using var camera = new OnvifCamera(new OnvifLogin(Right.User, Right.Password, byHttp: true));

        var found = Assert.Single(await SearchAsync(camera, Right));

        Assert.Equal(2, found.Profiles.Count);
        Assert.DoesNotContain(camera.Requests, request => request.Contains("Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_camera_that_made_its_certificate_itself_is_asked_all_the_same()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=camera", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        await using var camera = new OnvifCamera(new OnvifLogin(Right.User, Right.Password)) { Certificate = certificate };

        var found = Assert.Single(await SearchAsync(camera, Right));

        Assert.StartsWith("https://", found.Service, StringComparison.Ordinal);
        Assert.Equal(2, found.Profiles.Count);
    }

    [Fact]
    public async Task A_camera_of_another_network_is_named_and_not_asked()
    {
        await using var camera = new OnvifCamera();
        var far = new ProbeMatch(camera.Endpoint, IPAddress.Parse("203.0.113.7"), [camera.Service], CameraScopes.Parse("onvif://www.onvif.org/name/Far"));
        var network = new LocalNetwork([new LocalAddress("eth0", IPAddress.Parse("192.0.2.2"), 24)]);

        var found = await new CameraDiscovery(Options(0, Right), TimeProvider.System).AskAsync(far, network, TestContext.Current.CancellationToken);

        Assert.Equal((CameraAnswer.Elsewhere, "Far"), (found.Answer, found.Name));
        Assert.Contains("eth0 (192.0.2.2/24)", found.Note, StringComparison.Ordinal);
        Assert.Empty(camera.Requests);
    }

    [Fact]
    public async Task The_password_is_in_no_request()
    {
        await using var camera = new OnvifCamera(new OnvifLogin("operator", "correcthorse", byHttp: true));

        await SearchAsync(camera, new CameraCredentials("operator", "correcthorse"));

        Assert.NotEmpty(camera.Requests);
        Assert.DoesNotContain(camera.Requests, request => request.Contains("correcthorse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H265_is_seen_through_the_second_media_service()
    {
        await using var camera = new OnvifCamera(replies: new OnvifReplies { HasMedia2 = true });

        var profile = Assert.Single(Assert.Single(await SearchAsync(camera)).Profiles);

        Assert.Equal(("hevc", 3840, 2160, 12.5, 6e6), (profile.Codec, profile.Width, profile.Height, profile.FrameRate, profile.BitsPerSecond));
        Assert.Equal("rtsp://127.0.0.1:554/main?channel=1&unicast=true", profile.Url);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_login_a_camera_that_wants_one_is_named_and_left_alone(bool byHttp)
    {
        var login = new OnvifLogin(Right.User, Right.Password, byHttp: byHttp);
        await using var camera = new OnvifCamera(login);

        var found = Assert.Single(await SearchAsync(camera));

        Assert.Equal(CameraAnswer.WantsLogin, found.Answer);
        Assert.Equal("North Gate", found.Name);
        Assert.Equal(1, login.Refusals);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public async Task A_wrong_password_is_shown_once_since_cameras_lock_accounts(bool byHttp, int requestsRefused)
    {
        var login = new OnvifLogin(Right.User, Right.Password, byHttp: byHttp);
        await using var camera = new OnvifCamera(login);

        var found = Assert.Single(await SearchAsync(camera, new CameraCredentials(Right.User, "wrong")));

        Assert.Equal(CameraAnswer.LoginRefused, found.Answer);
        // By HTTP: the token that it does not look at, the question without a login, and the one with it.
        Assert.Equal(requestsRefused, login.Refusals);
    }

    [Fact]
    public async Task A_camera_that_does_not_tell_its_clock_to_anybody_is_asked_by_the_date_of_HTTP()
    {
        var login = new OnvifLogin(Right.User, Right.Password, clockAhead: TimeSpan.FromDays(2));
        await using var camera = new OnvifCamera(login)
        {
            OnCall = call => call == "GetSystemDateAndTime" ? OnvifCamera.Http("400 Bad Request", OnvifReplies.Refusal, $"Date: {login.Now:R}\r\n") : null,
        };

        var found = await AskAsync(camera, Right);

        Assert.Equal(2, found.Profiles.Count);
        Assert.Equal(2 * 86400, found.ClockDifferenceSeconds!.Value, tolerance: 5);
    }

    [Fact]
    public async Task A_camera_that_answers_both_probes_many_times_is_listed_once()
    {
        OnvifCamera camera = null!;
        camera = new OnvifCamera { OnSearch = question => Enumerable.Repeat(camera.Match(question), 20) };
        await using var _ = camera;

        Assert.Single(await SearchAsync(camera));
    }

    [Fact]
    public async Task One_camera_can_be_asked_without_a_search()
    {
        await using var camera = new OnvifCamera();

        var found = await AskAsync(camera);

        Assert.Equal(2, found.Profiles.Count);
        Assert.Equal(camera.Service, found.Service);
    }

    [Fact]
    public async Task One_camera_is_asked_for_its_service_before_its_usual_place_is_tried()
    {
        await using var camera = new OnvifCamera();
        var discovery = new CameraDiscovery(Options(camera.SearchPort), TimeProvider.System);

        var found = await discovery.AskHostAsync("127.0.0.1", TestContext.Current.CancellationToken);

        Assert.Equal((camera.Service, camera.Endpoint), (found.Service, found.Endpoint));
    }

    internal static DiscoveryOptions Options(int searchPort, CameraCredentials? credentials = null) => new()
    {
        Wait = TimeSpan.FromSeconds(1),
        RequestTimeout = TimeSpan.FromSeconds(20),
        CameraTimeout = TimeSpan.FromSeconds(60),
        Interface = "lo",
        Port = searchPort,
        Credentials = credentials,
    };

    internal static Task<IReadOnlyList<DiscoveredCamera>> SearchAsync(OnvifCamera camera, CameraCredentials? credentials = null) =>
        new CameraDiscovery(Options(camera.SearchPort, credentials), TimeProvider.System).SearchAsync(TestContext.Current.CancellationToken);

    internal static Task<DiscoveredCamera> AskAsync(OnvifCamera camera, CameraCredentials? credentials = null) =>
        new CameraDiscovery(Options(0, credentials) with { ServicePort = camera.WebPort }, TimeProvider.System)
            .AskHostAsync("127.0.0.1", TestContext.Current.CancellationToken);
}
