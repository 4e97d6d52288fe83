using System.Security.Cryptography;
using System.Threading.Channels;
using EdgeAgent.Capture;
using EdgeAgent.Capture.Ptz;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using EdgeAgent.Recording;
using EdgeAgent.Rules;
using EdgeAgent.Rules.Areas;
using EdgeAgent.Rules.Presence;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

/// <summary>The analysis of a still photograph with a person in it, frame by frame, with the real model.</summary>
public sealed class AnalysisStageTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ManualClock _clock = new();
    private readonly CameraState _state = new();
    private readonly FrameQueue _frames;
    private readonly EventPump _pump;
    private readonly DetectorFaultEvents _faults;
    private readonly CollectedEvents _events = new();
    private readonly SharedModel _model;
    private readonly Channel<Still> _stills = Channel.CreateBounded<Still>(1);
    private readonly PtzWatch _ptz;
    private readonly AnalysisStage _stage;
    private readonly AnalysisStage _turning;
    private long _connections = 1;

    public AnalysisStageTests()
    {
        var plan = Plan();
        _frames = new FrameQueue(_state, _time);
        _pump = new EventPump(_events);
        _faults = new DetectorFaultEvents(plan.Id, _state, _pump, _clock);

        // The person of the photograph is one that the default model is less sure of than of others.
        _model = new SharedModel(new ModelOptions { Directory = Checkout.Model, ScoreThreshold = 0.3f });
        _ptz = new PtzWatch(plan.Id, new PtzOptions { Home = "1" }, "rtsp://127.0.0.1/main", null, _time, NullLogger<PtzWatch>.Instance);
        _stage = Stage(null);
        _turning = Stage(_ptz);

        AnalysisStage Stage(PtzWatch? ptz) => new(
            plan,
            _model,
            _frames,
            _state,
            new EventComposer(plan.Id, _clock, (_, _) => null),
            _faults,
            _pump,
            () => Volatile.Read(ref _connections),
            _clock,
            NullLogger<AnalysisStage>.Instance,
            ptz: ptz,
            stills: new EventStills(_state, _stills.Writer.TryWrite));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stage.Dispose();
        _turning.Dispose();
        _frames.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task A_person_in_the_zone_is_one_event_and_twenty_seconds_without_a_frame_end_it()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pumping = _pump.RunAsync(Cancel);
        var running = _stage.RunAsync(stop.Token);
        await ShowAsync("person.jpg", frames: 5);
        Assert.Equal(("intrusion", EventPhase.Start), await NextAsync());

        _clock.Now += TimeSpan.FromSeconds(20);
        while (!_events.Reader.TryPeek(out _))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var end = await _events.Reader.ReadAsync(Cancel);
        Assert.Equal((EventPhase.End, "stream-lost"), (end.Phase, end.Reason));
        Assert.InRange(end.Duration.TotalSeconds, 20, 20.6);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _pump.Complete();
        await pumping;
    }

    [Fact]
    public async Task A_detector_that_fails_ten_times_is_one_event_that_ends_when_it_sees_again()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pumping = _pump.RunAsync(Cancel);
        for (var i = 0; i < 10; i++)
        {
            _faults.Began(new Problem("model/failed", "boom", "replace the model"));
        }

        Assert.Equal("model/failed", _state.DetectorFault?.Code);
        Assert.Equal(("device-fault", EventPhase.Start), await NextAsync());

        var running = _stage.RunAsync(stop.Token);
        await ShowAsync("dog.jpg", frames: 1);

        Assert.Equal(("device-fault", EventPhase.End), await NextAsync());
        Assert.Null(_state.DetectorFault);
        Assert.False(_events.Reader.TryPeek(out _));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _pump.Complete();
        await pumping;
    }

    [Fact]
    public async Task A_start_has_a_picture_whose_hash_it_names_and_a_camera_that_leaves_home_ends_it_until_it_is_back()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pumping = _pump.RunAsync(Cancel);
        Turn(toHome: true);
        var running = _turning.RunAsync(stop.Token);
        await HoldAsync();
        Turn(toHome: true);
        await ShowAsync("person.jpg", frames: 5);
        var start = await _events.Reader.ReadAsync(Cancel);
        Assert.True(_stills.Reader.TryRead(out var still));
        Assert.Equal((start.EventId, start.StillSha256), (still.EventId, still.Sha256));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(still.Jpeg.Span)), still.Sha256);
        Assert.Equal((RuleState.Armed, start.Time), (Assert.Single(_turning.Rules).State, _turning.Rules[0].LastFired));

        Turn(toHome: false);
        await ShowAsync("person.jpg", frames: 8);
        var end = await _events.Reader.ReadAsync(Cancel);
        Assert.Equal((EventPhase.End, "camera-moved"), (end.Phase, end.Reason));
        Assert.Equal(RuleState.Paused, _turning.Rules[0].State);
        Assert.False(_events.Reader.TryPeek(out _));

        Turn(toHome: true);
        _time.Advance(TimeSpan.FromSeconds(2));
        Turn(toHome: true);
        await ShowAsync("person.jpg", frames: 5);
        var again = await _events.Reader.ReadAsync(Cancel);
        Assert.Equal(EventPhase.Start, again.Phase);
        Assert.NotEqual(start.Tracks[0], again.Tracks[0]);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _pump.Complete();
        await pumping;
    }

    [Fact]
    public async Task Until_a_camera_that_turns_has_told_where_it_looks_nothing_begins_and_nothing_ends()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var pumping = _pump.RunAsync(Cancel);
        var running = _turning.RunAsync(stop.Token);
        await HoldAsync();
        Turn(toHome: true);
        await ShowAsync("person.jpg", frames: 5);
        Assert.Equal(("intrusion", EventPhase.Start), await NextAsync());

        Interlocked.Increment(ref _connections);
        await HoldAsync();
        Assert.False(_events.Reader.TryPeek(out _));
        Turn(toHome: true);
        await ShowAsync("person.jpg", frames: 5);
        Assert.False(_events.Reader.TryPeek(out _));

        Interlocked.Increment(ref _connections);
        await HoldAsync();
        Turn(toHome: false);
        await ShowAsync("person.jpg", frames: 1);
        Assert.Equal("camera-moved", (await _events.Reader.ReadAsync(Cancel)).Reason);
        await ShowAsync("person.jpg", frames: 5);

        // It cannot be asked any more: rather an alarm too many than none for ever.
        _ptz.Failed(new Problem("ptz/unreachable", "no answer", "check the network"));
        Interlocked.Increment(ref _connections);
        await HoldAsync();
        _time.Advance(_ptz.Patience);
        await ShowAsync("person.jpg", frames: 5);
        Assert.Equal(("intrusion", EventPhase.Start), await NextAsync());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        _pump.Complete();
        await pumping;
    }

    [Fact]
    public void A_picture_for_which_there_is_no_room_is_counted_and_not_named()
    {
        var stills = new EventStills(_state, _stills.Writer.TryWrite);
        using var frame = StillFrame.From(Checkout.Photograph("dog.jpg"), 640, 424);
        Assert.NotNull(stills.Add(Some.Event(), frame).StillSha256);
        Assert.Null(stills.Add(Some.Event(Severity.Critical), frame).StillSha256);
        Assert.Equal(1, _state.StillsDropped);
        Assert.Null(stills.Add(Some.Event(Severity.Notice), frame).StillSha256);
        Assert.Null(stills.Add(Some.Event(phase: EventPhase.Update), frame).StillSha256);
        Assert.Equal(1, _state.StillsDropped);
    }

    private static CameraPlan Plan() => new()
    {
        Id = new CameraId("gate"),
        Path = "cameras[0]",
        Capture = new CaptureOptions(),
        DetectionsPerSecond = 5,
        Zones = [new ZoneOptions { Id = "all", Polygon = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)] }],
        Rules = [new IntrusionOptions { Id = "anybody", Zone = "all" }],
        Clips = new ClipOptions(),
        ClipDirectory = "/nowhere",
    };

    private async Task<(string Type, EventPhase Phase)> NextAsync()
    {
        var edgeEvent = await _events.Reader.ReadAsync(Cancel);
        return (edgeEvent.Type, edgeEvent.Phase);
    }

    private void Turn(bool toHome)
    {
        var home = new PtzPosition(0.25, -0.5, 0);
        _ptz.Take(new PtzReading(toHome ? home : home with { Pan = 0.75 }, IsMoving: false), home);
    }

    /// <summary>Shows five frames that are not looked at.</summary>
    private async Task HoldAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            var (analysed, dropped) = (_state.FramesAnalysed, _state.FramesDropped);
            Put("person.jpg");
            await Eventually.IsAsync(() => _state.FramesDropped > dropped || _state.FramesAnalysed > analysed, Cancel);
            Assert.Equal(analysed, _state.FramesAnalysed);
        }
    }

    private async Task ShowAsync(string photograph, int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            var analysed = _state.FramesAnalysed;
            Put(photograph);
            await Eventually.IsAsync(() => _state.FramesAnalysed > analysed, Cancel);
        }
    }

    private void Put(string photograph)
    {
        var frame = StillFrame.From(Checkout.Photograph(photograph), 640, 424);
        frame.Time = _clock.Now += TimeSpan.FromSeconds(0.2);
        _frames.Put(frame);
    }
}
