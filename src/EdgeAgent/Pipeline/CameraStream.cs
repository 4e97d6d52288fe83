using EdgeAgent.Capture;
using EdgeAgent.Capture.Health;
using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Pipeline;

/// <summary>One stream of a camera while it runs: its source, tried again and again, and the events of its going and coming.</summary>
/// <param name="camera">Whose stream.</param>
/// <param name="name">Which one: <c>main</c> or <c>detection</c>.</param>
/// <param name="source">What is tried.</param>
/// <param name="sink">Where it delivers.</param>
/// <param name="ring">Hears of the end of each connection; null where none keeps it.</param>
/// <param name="first">The stream of the same camera that knocks first; null for that one.</param>
/// <param name="pump">Takes the events.</param>
/// <param name="clock">When they happened.</param>
/// <param name="time">Measures pauses.</param>
internal sealed class CameraStream(
    CameraId camera,
    string name,
    VideoSource source,
    ICaptureSink sink,
    PacketRing? ring,
    StreamHealth? first,
    EventPump pump,
    IMediaClock clock,
    TimeProvider time)
{
    private readonly StreamEvents _events = new(camera, name, source.Health, pump, clock, time);

    public StreamHealth Health => source.Health;

    public CaptureStatistics Statistics => source.Statistics;

    public Task RunAsync(Supervisor supervisor, CancellationToken cancellationToken) => Task.WhenAll(
        supervisor.RunAsync($"{camera}/source", CaptureAsync, PolicyFor, _ => { }, cancellationToken),
        supervisor.RunAsync($"{camera}/stream-events", _events.RunAsync, _ => RestartPolicy.Camera, _ => { }, cancellationToken));

    /// <summary>Ends what is open. Only after <see cref="RunAsync"/>.</summary>
    public void Finish(string reason) => _events.Finish(reason);

    private async Task CaptureAsync(CancellationToken cancellationToken)
    {
        await WhenLetInAsync(cancellationToken);
        try
        {
            await source.RunAsync(sink, cancellationToken);
        }
        finally
        {
            ring?.End();
        }
    }

    /// <summary>Cameras count wrong passwords for both streams together: until the first has been let in or is away for another reason, only that one asks.</summary>
    private async Task WhenLetInAsync(CancellationToken cancellationToken)
    {
        while (first is not null && MustWaitFor(first))
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Signal() => changed.TrySetResult();
            first.Changed += Signal;
            try
            {
                if (MustWaitFor(first))
                {
                    await changed.Task.WaitAsync(cancellationToken);
                }
            }
            finally
            {
                first.Changed -= Signal;
            }
        }
    }

    private static bool MustWaitFor(StreamHealth first) => first.Status.State is StreamState.Connecting or StreamState.Unauthorized;

    // Cameras lock an account after a few wrong passwords.
    private RestartPolicy PolicyFor(Problem problem) =>
        source.Health.Status.State == StreamState.Unauthorized ? RestartPolicy.Refused : RestartPolicy.Camera;
}
