using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Pipeline;
using EdgeAgent.Recording;
using EdgeAgent.Search.Sightings;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Analysis;

/// <summary>Remembers who was seen in a recording as a pole does, with the best view of each.</summary>
internal sealed class KeptSightings : IDisposable
{
    private const long MostCropBytes = 256L << 20;

    private readonly SightingsIndex _index;
    private readonly SightingStage _stage;
    private readonly TrackCrops _crops;

    /// <exception cref="ProblemException">The directory cannot be written.</exception>
    public KeptSightings(string directory, AnalysisSettings settings)
    {
        var camera = settings.Plan.Id;
        var store = new CropStore(DataPaths.Crops(directory), MostCropBytes);

        // A recording may be older than what is remembered of a street.
        _index = SightingsIndex.Open(
            DataPaths.Sightings(directory), new SightingsOptions { MaximumDays = 36500 }, TimeProvider.System, NullLogger<SightingsIndex>.Instance);
        _stage = new SightingStage(camera, settings.Clock, _index.Add);
        _crops = new TrackCrops(crop =>
        {
            _stage.Take(crop);
            store.AddAsync(camera, crop.Track, settings.Clock.ToUtc(crop.Time), crop.Jpeg, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        });
        ThrowIfUnwritable();
    }

    public void Take(AnalysedFrame analysed)
    {
        _crops.Observe(analysed.Frame, analysed.Tracks);
        _stage.Observe(analysed.Tracks, analysed.Appearances);
    }

    /// <summary>Who is still in view where the recording ends has been seen too.</summary>
    /// <exception cref="ProblemException">The directory cannot be written.</exception>
    public void Complete()
    {
        _crops.Finish();
        _stage.Finish();
        _index.Flush();
        ThrowIfUnwritable();
    }

    public void Dispose() => _index.Dispose();

    private void ThrowIfUnwritable()
    {
        if (_index.Fault is { } fault)
        {
            throw new ProblemException(fault);
        }
    }
}
