using EdgeAgent.Detection;
using EdgeAgent.Detection.Poses;

namespace EdgeAgent.Pipeline;

/// <summary>The one session of all cameras, loaded by whoever needs it first; a failed load is tried again by the next.</summary>
internal sealed class SharedModel(ModelOptions options, PoseModelOptions? poseOptions = null) : IDisposable
{
    private readonly Lock _lock = new();
    private OnnxModel? _model;

    /// <summary>A model is in force that was not.</summary>
    public event Action? Loaded;

    /// <summary>That finds how persons hold themselves.</summary>
    public SharedPoseModel Pose { get; } = new(poseOptions ?? new PoseModelOptions());

    /// <summary>The model where it is loaded, without loading it.</summary>
    public OnnxModel? Current => Volatile.Read(ref _model);

    /// <exception cref="ModelException">It cannot be loaded now.</exception>
    public OnnxModel Get()
    {
        lock (_lock)
        {
            if (_model is null)
            {
                Volatile.Write(ref _model, OnnxModel.Load(options));
                Loaded?.Invoke();
            }

            return _model!;
        }
    }

    /// <summary>Takes other settings, with which it is loaded anew. Only while no camera has it.</summary>
    public void Use(ModelOptions fresh)
    {
        lock (_lock)
        {
            if (fresh != options)
            {
                options = fresh;
                _model?.Dispose();
                Volatile.Write(ref _model, null);
            }
        }
    }

    public void Dispose()
    {
        Pose.Dispose();
        _model?.Dispose();
    }
}
