using EdgeAgent.Domain;

namespace EdgeAgent.Control.Verbs;

/// <summary><c>snapshot</c>: what a camera sees now.</summary>
internal sealed class SnapshotVerb(IRunningPole pole, IMediaClock clock, TimeProvider time) : IVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "snapshot";

    public bool ConcernsPersons => true;

    public bool IsLong => true;

    public async Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        var camera = CameraParam.Find(new ParamsReader(command), pole);
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var (jpeg, at) = await camera.Snapshot.NextAsync(either.Token);
            return jpeg is null ? throw NoPicture(camera.Id, "its picture cannot be made small enough") : new SnapshotResult(camera.Id.Value, clock.ToUtc(at).Value, jpeg);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw NoPicture(camera.Id, $"no picture came within {Patience.TotalSeconds:0} s");
        }
    }

    private static ProblemException NoPicture(CameraId camera, string why) =>
        new(new Problem("snapshot/no-picture", $"{camera}: {why}", "look in health how the camera is"));
}
