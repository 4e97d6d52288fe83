using System.Text;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Parts;
using static EdgeAgent.Capture.Discovery.CameraDiscoveryTests;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Anybody on the network may answer a search, and a camera may be somebody else's.</summary>
public sealed class HostileNetworkTests
{
    private const string Bomb = """
        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>
        """;

    private static readonly CameraCredentials Login = new("operator", "secret");

    public static TheoryData<string> Replies =>
    [
        "nothing", "not XML", "a DTD", "an entity bomb", "an external entity", "another question", "no question", "half", "very deep", "very long",
        "controls", "no body", "wrong bytes", "a printer",
    ];

    public static TheoryData<string, object, int> Answers => new()
    {
        { "an entity bomb", CameraAnswer.NotOnvif, 0 },
        { "HTML", CameraAnswer.NotOnvif, 0 },
        { "without end", CameraAnswer.NotOnvif, 0 },
        { "a redirection", CameraAnswer.NotOnvif, 0 },
        { "nothing", CameraAnswer.Silent, 0 },
        { "very deep", CameraAnswer.NotOnvif, 0 },
        { "many attributes", CameraAnswer.Answered, 0 },
        { "many namespaces", CameraAnswer.Answered, 0 },
        { "many profiles", CameraAnswer.Answered, 64 },
        { "nonsense", CameraAnswer.Answered, 1 },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task A_reply_that_is_none_is_passed_over_and_the_camera_beside_it_found(string kind)
    {
        OnvifCamera camera = null!;
        camera = new OnvifCamera { OnSearch = question => [Reply(kind, camera, question), camera.Match(question)] };
        await using var _ = camera;

        var found = Assert.Single(await SearchAsync(camera));

        Assert.Equal((camera.Endpoint, CameraAnswer.Answered), (found.Endpoint, found.Answer));
    }

    [Fact]
    public async Task Thousands_of_replies_of_one_sender_are_few_cameras()
    {
        var replies = new OnvifReplies();
        await using var camera = new OnvifCamera
        {
            OnSearch = question => Enumerable.Range(0, 2000)
                .Select(number => Encoding.UTF8.GetBytes(replies.ProbeMatches(question, $"urn:uuid:{number}", $"http://127.0.0.1:9/{number}"))),
        };
        var discovery = new CameraDiscovery(Options(camera.SearchPort) with { CameraTimeout = TimeSpan.FromSeconds(2) }, TimeProvider.System);

        var found = await discovery.SearchAsync(TestContext.Current.CancellationToken);

        Assert.InRange(found.Count, 1, 32);
    }

    [Fact]
    public void Senders_without_number_do_not_fill_the_memory()
    {
        var found = new FoundDevices();
        for (var sender = 0; sender < 20_000; sender++)
        {
            var address = new System.Net.IPAddress([10, (byte)(sender >> 16), (byte)(sender >> 8), (byte)sender]);
            if (found.Admits(address))
            {
                found.Add(new ProbeMatch($"urn:{sender}", address, [], new CameraScopes(null, null, null)));
            }
        }

        Assert.Equal(256, found.Count);
    }

    [Fact]
    public async Task What_names_another_place_than_its_own_is_asked_at_its_own()
    {
        await using var bystander = new OnvifCamera();
        OnvifCamera camera = null!;
        camera = new OnvifCamera
        {
            OnSearch = question =>
            [
                Encoding.UTF8.GetBytes(new OnvifReplies().ProbeMatches(
                    question, camera.Endpoint, $"http://203.0.113.9:{camera.WebPort}/onvif/device_service file:///etc/passwd gopher://203.0.113.9/ http://[fe80::1]/x")),
            ],
        };
        await using var _ = camera;

        var found = Assert.Single(await SearchAsync(camera, Login));

        Assert.Equal(CameraAnswer.Answered, found.Answer);
        Assert.Equal(camera.Service, found.Service);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_and_the_login_not_carried_there()
    {
        await using var elsewhere = new OnvifCamera();
        await using var camera = new OnvifCamera
        {
            OnCall = call => OnvifCamera.Http("307 Temporary Redirect", "", $"Location: {elsewhere.Service}\r\n"),
        };

        var found = await AskAsync(camera, Login);

        Assert.Equal(CameraAnswer.NotOnvif, found.Answer);
        Assert.Contains("not followed", found.Note, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_demand_for_the_password_itself_is_not_met()
    {
        await using var camera = new OnvifCamera
        {
            OnCall = call => OnvifCamera.Http("401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"camera\"\r\n"),
        };

        var found = await AskAsync(camera, Login);

        Assert.Equal(CameraAnswer.LoginRefused, found.Answer);
        Assert.DoesNotContain(camera.Requests, request => request.Contains("Authorization", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_clock_at_the_end_of_all_dates_is_not_followed()
    {
        await using var camera = new OnvifCamera
        {
            OnCall = call => call == "GetSystemDateAndTime"
                ? OnvifCamera.Http("400 Bad Request", OnvifReplies.Refusal, $"Date: {DateTimeOffset.MaxValue:R}\r\n")
                : null,
        };

        var found = await AskAsync(camera, Login);

        Assert.Null(found.ClockDifferenceSeconds);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_service_may_answer_anything(string kind, object answer, int profiles)
    {
        await using var camera = new OnvifCamera { OnCall = call => call == "GetSystemDateAndTime" ? null : Answer(kind) };

        var found = await AskAsync(camera, Login);

        Assert.Equal((answer, profiles), (found.Answer, found.Profiles.Count));
        Assert.Equal(found.Answer != CameraAnswer.Answered || profiles == 0, found.Note is not null);
        Assert.All(found.Profiles, profile => Assert.Equal((null, null, null), (profile.Url, profile.Width, profile.Height)));
    }

    [Fact]
    public async Task Who_never_answers_is_waited_for_no_longer_than_allowed()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var options = Options(0) with { ServicePort = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port, RequestTimeout = TimeSpan.FromSeconds(0.3) };

        var found = await new CameraDiscovery(options, TimeProvider.System).AskHostAsync("127.0.0.1", TestContext.Current.CancellationToken);

        Assert.Equal((CameraAnswer.Silent, "no answer within 0.3 s"), (found.Answer, found.Note));
    }

    [Fact]
    public async Task A_stream_address_that_leads_elsewhere_leads_to_the_camera_and_carries_no_login()
    {
        await using var camera = new OnvifCamera(replies: new OnvifReplies { HasOneStream = true, StreamHost = "admin:12345@203.0.113.9:8554" });

        var found = await AskAsync(camera);

        Assert.Equal("rtsp://127.0.0.1:8554/main?channel=1&unicast=true", Assert.Single(found.Profiles).Url);
    }

    [Fact]
    public async Task Words_of_a_camera_cannot_steer_a_terminal()
    {
        await using var camera = new OnvifCamera(replies: new OnvifReplies
        {
            Scopes = "onvif://www.onvif.org/name/%1B[2J%0Agate%E2%80%AEetag%00 onvif://www.onvif.org/hardware/" + new string('x', 5000),
        });

        var found = Assert.Single(await SearchAsync(camera));

        Assert.Equal("?[2J?gate?etag?", found.Name);
        Assert.Equal(80, found.Hardware!.Length);
    }

    private static byte[] Reply(string kind, OnvifCamera camera, string question) => kind switch
    {
        "nothing" => [],
        "not XML" => "M-SEARCH * HTTP/1.1\r\n"u8.ToArray(),
        "a DTD" => Encoding.UTF8.GetBytes(Text(camera, question).Replace("?>", "?><!DOCTYPE x>", StringComparison.Ordinal)),
        "an entity bomb" => Encoding.UTF8.GetBytes(Bomb),
        "an external entity" => Encoding.UTF8.GetBytes(Text(camera, question).Replace(
            "?>", $"?><!DOCTYPE x [<!ENTITY e SYSTEM \"http://127.0.0.1:{camera.WebPort}/stolen\">]>", StringComparison.Ordinal)),
        "another question" => camera.Match($"urn:uuid:{Guid.NewGuid()}"),
        "no question" => camera.Match(""),
        "half" => camera.Match(question)[..300],
        "very deep" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 15_000))),
        "very long" => Encoding.UTF8.GetBytes(new string('<', 65_000)),
        "controls" => Encoding.UTF8.GetBytes(Text(camera, question).Replace("North", "\u0001", StringComparison.Ordinal)),
        "a printer" => Encoding.UTF8.GetBytes(new OnvifReplies { Scopes = "" }.ProbeMatches(question, "urn:uuid:printer", $"http://127.0.0.1:{camera.WebPort}/print")
            .Replace("dn:NetworkVideoTransmitter", "wprt:PrintDeviceType", StringComparison.Ordinal)),
        "no body" => Encoding.UTF8.GetBytes("<Envelope><Header/></Envelope>"),
        _ => [0xFF, 0xFE, 0x00, 0xD8, .. camera.Match(question)],
    };

    private static string Text(OnvifCamera camera, string question) => Encoding.UTF8.GetString(camera.Match(question)).Replace(camera.Endpoint, "urn:false", StringComparison.Ordinal);

    private static byte[] Answer(string kind) => kind switch
    {
        "an entity bomb" => OnvifCamera.Http("200 OK", Bomb),
        "HTML" => OnvifCamera.Http("200 OK", "<html><body>router</body></html>"),
        "without end" => OnvifCamera.Http("200 OK", "<s:Envelope xmlns:s='x'><s:Body>" + new string('x', 3 << 20)),
        "a redirection" => OnvifCamera.Http("302 Found", "", "Location: http://203.0.113.9/\r\n"),
        "very deep" => OnvifCamera.Http("200 OK", OnvifReplies.Envelope(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)))),
        "many attributes" => OnvifCamera.Http("200 OK", OnvifReplies.Envelope($"<x {string.Concat(Enumerable.Range(0, 50_000).Select(n => $"a{n}='' "))}/>")),
        "many namespaces" => OnvifCamera.Http("200 OK", OnvifReplies.Envelope($"<x {string.Concat(Enumerable.Range(0, 30_000).Select(n => $"xmlns:a{n}='u{n}' "))}/>")),
        "many profiles" => OnvifCamera.Http("200 OK", OnvifReplies.Envelope(
            "<x>" + string.Concat(Enumerable.Range(0, 5000).Select(n => $"<Profiles token='{n}'><VideoEncoderConfiguration/></Profiles>")) + "</x>")),
        "nonsense" => OnvifCamera.Http("200 OK", OnvifReplies.Envelope(
            "<x><Profiles token='1'><VideoEncoderConfiguration><Resolution><Width>-5</Width><Height>1e99</Height></Resolution></VideoEncoderConfiguration></Profiles><Uri>rtsp://</Uri></x>")),
        _ => [],
    };
}
