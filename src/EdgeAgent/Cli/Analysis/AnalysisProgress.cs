using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Cli.Analysis;

/// <summary>How far an analysis is, on a terminal once a second, and what came out of it at the end.</summary>
internal sealed class AnalysisProgress(TextWriter error, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly HashSet<int> _tracks = [];
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private TimeSpan _reported;
    private double _seconds;
    private long _frames;
    private int _events;

    public void Count(EdgeEvent edgeEvent) => _events += edgeEvent.Phase == EventPhase.Start ? 1 : 0;

    public void Report(in AnalysedFrame frame)
    {
        _frames++;
        _seconds = frame.Frame.Time.TotalSeconds;
        _tracks.UnionWith(frame.Tracks.Where(track => track.State == TrackState.Confirmed).Select(track => track.Id));
        var elapsed = time.GetElapsedTime(_started);
        if (_isTerminal && elapsed - _reported >= TimeSpan.FromSeconds(1))
        {
            _reported = elapsed;
            error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_seconds:0.0} s analysed, {_seconds / elapsed.TotalSeconds:0.0} times real time "));
        }
    }

    public void Finish(AnalysisResult result)
    {
        var source = result.Source;
        var elapsed = time.GetElapsedTime(_started).TotalSeconds;
        var damage = source.DecodeErrors + source.DamagedPictures;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(_isTerminal ? "\r" : "")}{_seconds:0.0} s of video in {elapsed:0.0} s: {_frames} of {source.Pictures} frames analysed, "
            + $"{_tracks.Count} tracks, {_events} events{(damage > 0 ? $", {damage} damaged pictures" : "")}"
            + $"{(result.StaticDetections > 0 ? $", {result.StaticDetections} static detections dropped" : "")}"));
        if (result.StaticsFault is { } fault)
        {
            FaultReport.WriteProblems([fault], error);
        }
    }
}
