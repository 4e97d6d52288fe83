using System.Security.Cryptography;
using System.Threading.Channels;
using EdgeAgent.Capture;
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
    private readonly AnalysisStage _stage;
    private readonly Channel<Still> _stills = Channel.CreateBounded<Still>(1);
    private bool _isAway;

    public AnalysisStageTests()
    {
        var plan = Plan();
        _frames = new FrameQueue(_state, _time);
        _pump = new EventPump(_events);
        _faults = new DetectorFaultEvents(plan.Id, _state, _pump, _clock);

        // The person of the photograph is one that the default model is less sure of than of others.
        _model = new SharedModel(new ModelOptions { Directory = Checkout.Model, ScoreThreshold = 0.3f });
        _stage = new AnalysisStage(
            plan,
            _model,
            _frames,
            _state,
            new EventComposer(plan.Id, _clock, (_, _) => null),
            _faults,
            _pump,
            () => 1,
            _clock,
            NullLogger<AnalysisStage>.Instance,
            isAway: () => Volatile.Read(ref _isAway),
            stills: new EventStills(_state, _stills.Writer.TryWrite));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _model.Dispose();

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
        var running = _stage.RunAsync(stop.Token);
        await ShowAsync("person.jpg", frames: 5);
        var start = await _events.Reader.ReadAsync(Cancel);
        Assert.True(_stills.Reader.TryRead(out var still));
        Assert.Equal((start.EventId, start.StillSha256), (still.EventId, still.Sha256));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(still.Jpeg.Span)), still.Sha256);
        Assert.Equal((RuleState.Armed, start.Time), (Assert.Single(_stage.Rules).State, _stage.Rules[0].LastFired));

        Volatile.Write(ref _isAway, true);
        await ShowAsync("person.jpg", frames: 8);
        var end = await _events.Reader.ReadAsync(Cancel);
        Assert.Equal((EventPhase.End, "camera-moved"), (end.Phase, end.Reason));
        Assert.Equal(RuleState.Paused, _stage.Rules[0].State);
        Assert.False(_events.Reader.TryPeek(out _));

        Volatile.Write(ref _isAway, false);
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

    private async Task ShowAsync(string photograph, int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            var frame = StillFrame.From(Checkout.Photograph(photograph), 640, 424);
            frame.Time = _clock.Now += TimeSpan.FromSeconds(0.2);
            var analysed = _state.FramesAnalysed;
            _frames.Put(frame);
            await Eventually.IsAsync(() => _state.FramesAnalysed > analysed, Cancel);
        }
    }
}
