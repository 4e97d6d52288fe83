using EdgeAgent.Capture;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis;

/// <summary>What one pass over a file came to, beside what it showed.</summary>
/// <param name="Source">Of the file.</param>
/// <param name="StaticDetections">That were dropped, as they are at the same place for ever.</param>
/// <param name="StaticsFault">Why what the camera has learned to drop is not known.</param>
/// <param name="BrokeOff">Why the file could not be read to its end.</param>
internal sealed record AnalysisResult(CaptureStatistics Source, long StaticDetections, Problem? StaticsFault, ProblemException? BrokeOff)
{
    /// <summary>After what was readable was shown.</summary>
    /// <exception cref="ProblemException">The file could not be read to its end.</exception>
    public void ThrowIfBrokenOff()
    {
        if (BrokeOff is not null)
        {
            throw BrokeOff;
        }
    }
}
