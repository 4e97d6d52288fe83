using EdgeAgent.Capture;
using EdgeAgent.Capture.Health;
using EdgeAgent.Domain;
using EdgeAgent.Recording;

namespace EdgeAgent.Pipeline;

/// <summary>One stream of a camera while it runs: its source, tried again and again, and the events of its going and coming.</summary>
internal sealed class CameraStream(
    CameraId camera, VideoSource source, ICaptureSink sink, PacketRing? ring, EventPump pump, IMediaClock clock, TimeProvider time)
{
    private readonly StreamEvents _events = new(camera, source.Health, pump, clock, time);

    public StreamHealth Health => source.Health;

    public CaptureStatistics Statistics => source.Statistics;

    public Task RunAsync(Supervisor supervisor, CancellationToken cancellationToken) => Task.WhenAll(
        supervisor.RunAsync($"{camera}/source", CaptureAsync, PolicyFor, _ => { }, cancellationToken),
        supervisor.RunAsync($"{camera}/stream-events", _events.RunAsync, _ => RestartPolicy.Camera, _ => { }, cancellationToken));

    /// <summary>Ends what is open. Only after <see cref="RunAsync"/>.</summary>
    public void Finish(string reason) => _events.Finish(reason);

    private async Task CaptureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await source.RunAsync(sink, cancellationToken);
        }
        finally
        {
            ring?.End();
        }
    }

    // Cameras lock an account after a few wrong passwords.
    private RestartPolicy PolicyFor(Problem problem) =>
        source.Health.Status.State == StreamState.Unauthorized ? RestartPolicy.Refused : RestartPolicy.Camera;
}
