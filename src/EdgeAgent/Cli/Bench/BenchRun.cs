using EdgeAgent.Capture;
using EdgeAgent.Cli.Analysis;
using EdgeAgent.Detection;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Bench;

/// <summary>One run of the seeing path on a file, measured from when it is warm.</summary>
internal sealed class BenchRun(AnalysisSettings settings, BenchOptions options, TimeProvider time, Action<long> progress) : IDisposable
{
    private StageListener? _listener;
    private ProcessUsage _start;
    private ProcessUsage _end;
    private double _startMegabytes;
    private long _frames;
    private long _changes;
    private long? _endChanges;
    private int _lastTrack;
    private CancellationTokenSource? _enough;

    /// <exception cref="ProblemException">The model or the file cannot be used, or the file is too short.</exception>
    public async Task<BenchReport> RunAsync(CancellationToken cancel)
    {
        using var model = OnnxModel.Load(settings.Model);
        var clock = new FileMediaClock(settings.Start, isTold: settings.ToldStart is not null);
        using (var analysis = new FileAnalysis(settings.Plan, model, clock, _ => _changes++, Take, settings.PoseModel, options.Threads))
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            _enough = enough;
            var sink = new BenchSink(analysis, options.WarmUp + options.Frames);
            try
            {
                do
                {
                    await new VideoSource(settings.Plan.Capture, clock, NullLogger<VideoSource>.Instance).RunAsync(sink, enough.Token);
                }
                while (options.Loops);
            }
            catch (OperationCanceledException) when (sink.IsEnough && !cancel.IsCancellationRequested)
            {
                // Seen enough before the end of the file.
            }

            analysis.Finish();
        }

        return _frames > options.WarmUp ? Report(model) : throw new ProblemException(new Problem(
            "usage/too-short",
            $"the file has {_frames} frames, of which {options.WarmUp} warm up",
            "give a longer file, or fewer frames with --warm-up",
            settings.Plan.Capture.Url));
    }

    public void Dispose() => _listener?.Dispose();

    private void Take(AnalysedFrame frame)
    {
        _frames++;
        CountChanges(frame.Tracks);

        // Measuring has a first time too, which belongs to the warm-up.
        if (_frames >= options.WarmUp / 2)
        {
            _listener ??= new StageListener();
        }

        if (_frames == options.WarmUp)
        {
            _startMegabytes = ProcessUsage.ResidentMegabytes;
            _listener!.Reset();
            _changes = 0;
            _start = ProcessUsage.Now(time);
        }
        else if (_frames == options.WarmUp + options.Frames)
        {
            // Before stopping, which allocates.
            (_end, _endChanges) = (ProcessUsage.Now(time), _changes);
            _enough!.Cancel();
        }

        progress(_frames);
    }

    private void CountChanges(IReadOnlyList<Track> tracks)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            if (tracks[i].Id > _lastTrack)
            {
                _lastTrack = tracks[i].Id;
                _changes++;
            }

            _changes += tracks[i].State == TrackState.Removed ? 1 : 0;
        }
    }

    private BenchReport Report(OnnxModel model)
    {
        var frames = _frames - options.WarmUp;
        var end = _end.At == 0 ? ProcessUsage.Now(time) : _end;
        return new BenchReport
        {
            File = settings.Plan.Capture.Url,
            Model = model.Manifest.ToString(),
            DetectionThreads = options.Threads,
            Frames = frames,
            FramesPerSecond = Math.Round(frames / time.GetElapsedTime(_start.At, end.At).TotalSeconds, 2),
            CpuMillisecondsPerFrame = Math.Round((end.Processor - _start.Processor).TotalMilliseconds / frames, 3),
            AllocatedBytesPerFrame = Math.Round((double)(end.AllocatedBytes - _start.AllocatedBytes) / frames, 3),
            Collections = end.Collections - _start.Collections,
            Changes = _endChanges ?? _changes,
            PeakMegabytes = ProcessUsage.PeakMegabytes,
            StartMegabytes = _startMegabytes,
            EndMegabytes = ProcessUsage.ResidentMegabytes,
            Stages = _listener!.Summarise(),
        };
    }
}
