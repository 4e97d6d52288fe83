using EdgeAgent.Detection;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Cli.Eval;

/// <summary>Two models that look at the same frames, each with the thresholds of its own manifest.</summary>
internal sealed class ModelPair : IDisposable
{
    private readonly OnnxModel _reference;
    private readonly OnnxModel _candidate;
    private readonly Detector _referenceDetector;
    private readonly Detector _candidateDetector;
    private readonly DetectionMatcher _matcher;
    private readonly List<Domain.Detection> _expected = [];
    private readonly List<Domain.Detection> _found = [];

    /// <exception cref="ModelException">A package cannot be loaded.</exception>
    public ModelPair(string reference, string candidate)
    {
        _reference = OnnxModel.Load(new ModelOptions { Directory = reference });
        try
        {
            _candidate = OnnxModel.Load(new ModelOptions { Directory = candidate });
        }
        catch
        {
            _reference.Dispose();
            throw;
        }

        _referenceDetector = new Detector(_reference);
        _candidateDetector = new Detector(_candidate);
        _matcher = new DetectionMatcher(Reference.Labels, Candidate.Labels);
    }

    public ModelManifest Reference => _reference.Manifest;

    public ModelManifest Candidate => _candidate.Manifest;

    /// <exception cref="ModelException">A model failed.</exception>
    public IEnumerable<DetectionPair> Compare(Frame frame)
    {
        Detect(_referenceDetector, frame, _expected);
        Detect(_candidateDetector, frame, _found);
        return _matcher.Match(_expected, _found);
    }

    public void Dispose()
    {
        _referenceDetector.Dispose();
        _candidateDetector.Dispose();
        _reference.Dispose();
        _candidate.Dispose();
    }

    // Weaker detections only continue tracks: they are not told of, and not compared.
    private static void Detect(Detector detector, Frame frame, List<Domain.Detection> detections)
    {
        detector.Detect(frame, detections);
        detections.RemoveAll(detection => detection.Score < detector.Manifest.Thresholds.Score);
    }
}
