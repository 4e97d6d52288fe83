using System.Diagnostics.Metrics;
using EdgeAgent.Diagnostics;

namespace EdgeAgent.Cli.Bench;

/// <summary>Records what the stages' own metrics say, from when it is made.</summary>
internal sealed class StageListener : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, StageRecorder> _recorders = Stage.All.ToDictionary(stage => stage.Name, _ => new StageRecorder());

    public StageListener()
    {
        _listener.SetMeasurementEventCallback<double>(static (_, seconds, _, recorder) => ((StageRecorder)recorder!).Add(seconds));
        foreach (var stage in Stage.All)
        {
            _listener.EnableMeasurementEvents(stage.Instrument, _recorders[stage.Name]);
        }

        _listener.Start();
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Reset()
    {
        foreach (var recorder in _recorders.Values)
        {
            recorder.Reset();
        }
    }

    public IReadOnlyList<StageTimes> Summarise() =>
        [.. Stage.All.Select(stage => _recorders[stage.Name].Summarise(stage.Name)).OfType<StageTimes>()];

    public void Dispose() => _listener.Dispose();
}
