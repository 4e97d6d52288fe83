using EdgeAgent.Pipeline;

namespace EdgeAgent.Control.Verbs;

/// <summary>The param <c>camera</c>.</summary>
internal static class CameraParam
{
    /// <summary>To be called after all other params were asked for.</summary>
    /// <exception cref="ControlException">Something is wrong with the params, or there is no such camera.</exception>
    public static CameraPipeline Find(ParamsReader read, IRunningPole pole)
    {
        var id = read.Need("camera", read.Text("camera"));
        read.Done();
        var cameras = pole.Cameras;
        return cameras.FirstOrDefault(camera => camera.Id.Value == id)
            ?? throw new ControlException(ControlProblems.UnknownCamera(id, cameras.Select(camera => camera.Id)));
    }
}
