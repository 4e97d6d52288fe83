using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;

namespace EdgeAgent.Pipeline;

/// <summary>The one pose model of all cameras, loaded by whoever needs it first.</summary>
internal sealed class SharedPoseModel(PoseModelOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private PoseModel? _model;

    /// <exception cref="ModelException">It cannot be loaded now.</exception>
    public PoseModel Get()
    {
        lock (_lock)
        {
            return _model ??= PoseModel.Load(options.Directory, options.Threads);
        }
    }

    public void Dispose() => _model?.Dispose();
}
