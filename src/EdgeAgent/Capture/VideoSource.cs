using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Capture.Health;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Capture;

/// <summary>One camera or file: connects, reads, decodes, hands on. It does not retry; whoever runs it does.</summary>
internal sealed class VideoSource(CaptureOptions options, IMediaClock clock, ILogger<VideoSource> logger)
{
    private readonly CaptureCounters _counters = new();

    public StreamHealth Health { get; } = new(options.Name ?? MediaAddress.Display(options.Url), clock, logger);

    public CaptureStatistics Statistics => _counters.Read();

    /// <summary>Runs on a thread of its own until the end of the file. A camera has no end: it throws.</summary>
    /// <exception cref="FFmpegException">It cannot go on; the code says why.</exception>
    /// <exception cref="OperationCanceledException">Within a second after cancelling.</exception>
    public Task RunAsync(ICaptureSink sink, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Run(sink, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);

    private void Run(ICaptureSink sink, CancellationToken cancellationToken)
    {
        Health.Connecting();
        try
        {
            using var demuxer = Demuxer.Open(options.ToAddress(), options.ToDemuxerOptions(), cancellationToken);
            using var session = new CaptureSession(demuxer, options, clock, sink, Health, _counters, logger);
            session.Run();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var problem = Problem.From(fault);
            if (problem.Code == CameraProblems.StalledCode)
            {
                var statistics = _counters.Read();
                _counters.Write(statistics with { Stalls = statistics.Stalls + 1 });
            }

            Health.Lost(problem);
            throw;
        }
        finally
        {
            // Where nothing is read, nothing is read too slowly.
            _counters.Write(_counters.Read() with { Behind = TimeSpan.Zero, IsOverloaded = false });
        }
    }
}
