using System.Text;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Capture.Ptz;

public sealed class PtzWatchTests : IDisposable
{
    private static readonly CameraCredentials Right = new("operator", "p@ss:wörd");

    private readonly TemporaryDirectory _directory = new();
    private readonly OnvifPtz _ptz = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("1", false)]
    [InlineData("gate", false)]
    [InlineData("gate", true)]
    public async Task A_camera_leaves_home_and_comes_back(string home, bool byHttp)
    {
        await using var camera = new OnvifCamera(new OnvifLogin(Right.User, Right.Password, byHttp: byHttp), new OnvifReplies { Ptz = _ptz });
        await using var watching = Watch(camera, new PtzOptions { Home = home });
        await watching.UntilAsync(PtzState.Home);

        _ptz.Turn(0.25, -0.5, 0, isMoving: true);
        await watching.UntilAsync(PtzState.Away);
        _ptz.Turn(0.25, -0.5, 0);
        await watching.UntilAsync(PtzState.Home);
        Assert.DoesNotContain(camera.Requests, request => request.Contains("Authorization: Basic", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Back_is_a_camera_that_stands_at_home_for_two_seconds()
    {
        var (watch, time) = Still();
        var home = new PtzPosition(0.25, -0.5, 0);
        var changes = 0;
        watch.Changed += () => changes++;
        var states = new List<PtzState>();
        foreach (var (pan, isMoving) in new[] { (0.25, false), (0.25, true), (0.75, false), (0.25, false), (0.25, true), (0.25, false), (0.25, false), (0.255, false), (0.25, false) })
        {
            watch.Take(new PtzReading(home with { Pan = pan }, isMoving), home);
            states.Add(watch.State);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var (there, away) = (PtzState.Home, PtzState.Away);
        Assert.Equal([there, away, away, away, away, away, away, there, there], states);
        Assert.Equal(3, changes);
    }

    [Fact]
    public void Until_it_first_tells_a_camera_is_neither_at_home_nor_unknown_for_as_long_as_there_is_patience()
    {
        var (watch, time) = Still();
        var boom = new Problem("ptz/unauthorized", "it refuses", "another login");
        watch.Failed(boom);
        Assert.Equal((PtzState.Asking, boom), (watch.State, watch.Fault));
        time.Advance(TimeSpan.FromSeconds(9.9));
        watch.StreamBegan();
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(PtzState.Asking, watch.State);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((PtzState.Unknown, boom), (watch.State, watch.Fault));

        // A bad link beside a service that never answers must not silence the camera for good.
        watch.StreamBegan();
        Assert.Equal(PtzState.Unknown, watch.State);
    }

    [Fact]
    public void A_camera_that_does_not_answer_in_time_is_a_fault_even_while_it_is_still_asked()
    {
        var (watch, time) = Still();
        Assert.Null(watch.Fault);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((PtzState.Unknown, "ptz/unreachable"), (watch.State, watch.Fault?.Code));
    }

    [Fact]
    public void A_stream_that_begins_again_asks_again_unless_the_camera_is_away()
    {
        var (watch, _) = Still();
        var home = new PtzPosition(0.25, -0.5, 0);
        List<PtzState> states = [];
        foreach (var pan in new[] { 0.25, 0.75, 0.75 })
        {
            watch.StreamBegan();
            states.Add(watch.State);
            watch.Take(new PtzReading(home with { Pan = pan }, IsMoving: false), home);
            states.Add(watch.State);
        }

        var (asking, there, away) = (PtzState.Asking, PtzState.Home, PtzState.Away);
        Assert.Equal([asking, there, asking, away, away, away], states);
    }

    [Fact]
    public async Task A_position_in_numbers_stands_for_a_preset_that_hides_its_own()
    {
        await using var camera = new OnvifCamera(replies: new OnvifReplies { Ptz = new OnvifPtz { HidesPresets = true } });
        await using var watching = Watch(camera, new PtzOptions { Position = new PtzPlaceOptions { Pan = 0.25, Tilt = -0.5 } });
        await watching.UntilAsync(PtzState.Home);
        Assert.DoesNotContain("GetPresets", camera.Calls);
    }

    [Theory]
    [InlineData("garage", false, "ptz/preset-unknown", "Gate, Car park")]
    [InlineData("1", true, "ptz/preset-without-position", "ptz.position")]
    public async Task A_preset_that_cannot_be_used_is_an_error_that_says_what_to_do(string home, bool hidden, string code, string remedy)
    {
        await using var camera = new OnvifCamera(replies: new OnvifReplies { Ptz = new OnvifPtz { HidesPresets = hidden } });
        var problem = await FailAsync(camera, new PtzOptions { Home = home });
        Assert.Equal(code, problem.Code);
        Assert.Contains(remedy, problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixed_camera_and_a_wrong_login_are_told_apart()
    {
        await using var still = new OnvifCamera();
        Assert.Equal("ptz/unsupported", (await FailAsync(still, new PtzOptions { Home = "1" })).Code);
        await using var locked = new OnvifCamera(new OnvifLogin("other", "secret"), new OnvifReplies { Ptz = _ptz });
        Assert.Equal("ptz/unauthorized", (await FailAsync(locked, new PtzOptions { Home = "1" })).Code);
    }

    [Theory]
    [InlineData("GetStatus", "<tptz:GetStatusResponse xmlns:tptz=\"urn:x\"/>", "ptz/unsupported")]
    [InlineData("GetStatus", "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code></s:Fault>", "ptz/unsupported")]
    [InlineData("GetPresets", "<tptz:GetPresetsResponse xmlns:tptz=\"urn:x\"/>", "ptz/preset-unknown")]
    [InlineData("GetProfiles", "<trt:GetProfilesResponse/>", "ptz/unsupported")]
    [InlineData("GetProfiles", "<trt:GetProfilesResponse><trt:Profiles><tt:PTZConfiguration/></trt:Profiles></trt:GetProfilesResponse>", "ptz/unsupported")]
    public async Task Answers_that_say_nothing_are_a_problem_and_no_crash(string call, string body, string code)
    {
        await using var camera = new OnvifCamera(replies: new OnvifReplies { Ptz = _ptz })
        {
            OnCall = called => called == call ? OnvifCamera.Http("200 OK", OnvifReplies.Envelope(body)) : null,
        };
        Assert.Equal(code, (await FailAsync(camera, new PtzOptions { Home = "1" })).Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<a>")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("")]
    public async Task A_service_that_answers_nonsense_for_too_long_is_given_up_and_nobody_knows_where_it_looks(string answer)
    {
        var isBroken = false;
        await using var camera = new OnvifCamera(replies: new OnvifReplies { Ptz = _ptz })
        {
            OnCall = called => called == "GetStatus" && Volatile.Read(ref isBroken) ? Encoding.UTF8.GetBytes(answer) : null,
        };
        await using var watching = Watch(camera, new PtzOptions { Home = "1" });
        _ptz.Turn(1, 1, 1);
        await watching.UntilAsync(PtzState.Away);
        Volatile.Write(ref isBroken, true);

        var problem = await watching.FailAsync();
        Assert.Equal("ptz/unreachable", problem.Code);
        watching.Watch.Failed(problem);
        Assert.Equal((PtzState.Unknown, problem), (watching.Watch.State, watching.Watch.Fault));
    }

    private static (PtzWatch Watch, FakeTimeProvider Time) Still()
    {
        var time = new FakeTimeProvider();
        var options = new PtzOptions { Home = "1" };
        return (new PtzWatch(new CameraId("gate"), options, "rtsp://127.0.0.1/main", null, time, NullLogger<PtzWatch>.Instance), time);
    }

    private RunningWatch Watch(OnvifCamera camera, PtzOptions options)
    {
        var file = _directory["credentials"];
        File.WriteAllText(file, $"{Right.User}:{Right.Password}\n");
        return new RunningWatch(options with { Service = camera.Service }, file);
    }

    private async Task<Problem> FailAsync(OnvifCamera camera, PtzOptions options)
    {
        await using var watching = Watch(camera, options);
        return await watching.FailAsync();
    }

    private sealed class RunningWatch : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        private readonly Task _running;

        public RunningWatch(PtzOptions options, string credentials)
        {
            Watch = new PtzWatch(new CameraId("gate"), options, "rtsp://127.0.0.1/main", credentials, TimeProvider.System, NullLogger<PtzWatch>.Instance)
            {
                Patience = TimeSpan.FromSeconds(2),
            };
            _running = Watch.RunAsync(_stop.Token);
        }

        public PtzWatch Watch { get; }

        public async Task UntilAsync(PtzState state)
        {
            await Eventually.IsAsync(() => Watch.State == state || _running.IsCompleted, Token);
            Assert.False(_running.IsFaulted, _running.Exception?.Message);
        }

        public async Task<Problem> FailAsync() => (await Assert.ThrowsAnyAsync<ProblemException>(() => _running)).Problem;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
