using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Control;

/// <summary>The pole as commands see it while it runs.</summary>
internal interface IRunningPole
{
    /// <summary>Those that run at this moment.</summary>
    IReadOnlyList<CameraPipeline> Cameras { get; }

    /// <summary>Ends a camera as a stop does, and begins it anew.</summary>
    Task RestartAsync(CameraId camera, CancellationToken cancellationToken);

    /// <summary>Sends state, meta, health and statuses anew.</summary>
    void Rebirth();
}
