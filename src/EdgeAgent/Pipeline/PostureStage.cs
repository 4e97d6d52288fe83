using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Pipeline;

/// <summary>The postures of one camera's persons, as far as the pose model can be had: without it the rules that need none go on.</summary>
/// <param name="model">Loaded at the first look.</param>
/// <param name="personClassIds">Of whom rules ask.</param>
internal sealed class PostureStage(SharedPoseModel model, IReadOnlySet<int> personClassIds) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private PostureWatch? _watch;
    private MediaTime? _failed;

    /// <summary>Why nobody is looked at; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>Looks at the frame; a model that failed is tried again after a while.</summary>
    public IReadOnlyList<TrackPosture> Look(Frame frame, IReadOnlyList<Track> tracks)
    {
        if (_failed is { } failed && frame.Time >= failed && frame.Time - failed < Retry)
        {
            return [];
        }

        try
        {
            _watch ??= new PostureWatch(model.Get(), personClassIds);
            _watch.Look(frame, tracks);
            (_failed, Fault) = (null, null);
            return _watch.Found;
        }
        catch (ModelException e)
        {
            (_failed, Fault) = (frame.Time, e.Problem);
            return [];
        }
    }

    public void Forget() => _watch?.Forget();

    public void Dispose() => _watch?.Dispose();
}
