namespace EdgeAgent.Control.Verbs;

/// <summary><c>restart-camera</c>: ends a camera's stages as a stop does, and begins them anew.</summary>
internal sealed class RestartCameraVerb(IRunningPole pole) : IVerb
{
    public string Name => "restart-camera";

    public bool IsLong => true;

    public async Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
    {
        await pole.RestartAsync(CameraParam.Find(new ParamsReader(command), pole).Id, cancellationToken);
        return null;
    }
}
