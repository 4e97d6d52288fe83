using System.Globalization;
using EdgeAgent.Capture;
using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Eval;

/// <summary>Shows every file to both models. A file that cannot be read to its end is told on standard error, and counts nowhere.</summary>
internal sealed class DetectionEvaluation(ModelPair models, double framesPerSecond, TextWriter error, TimeProvider time)
{
    private const string Person = "person";

    private readonly EvaluationProgress _progress = new(error, time);

    public async Task<DetectionReport> RunAsync(IReadOnlyList<string> files, CancellationToken cancel)
    {
        var (done, skipped, pairs, frames) = (new List<FileAgreement>(), new List<Problem>(), new List<DetectionPair>(), 0);
        foreach (var file in files)
        {
            try
            {
                var seen = await LookAsync(file, cancel);
                done.Add(Judge(Path.GetFileName(file), seen.Count, seen.Pairs));
                pairs.AddRange(seen.Pairs);
                frames += seen.Count;
            }
            catch (FFmpegException fault)
            {
                _progress.Finish();
                skipped.Add(fault.Problem);
                FaultReport.WriteProblems([fault.Problem], error);
            }
        }

        _progress.Finish();
        return new DetectionReport(
            ComparedModel.Of(models.Reference), ComparedModel.Of(models.Candidate), done, Judge("total", frames, pairs), skipped);
    }

    private async Task<SeenFrames> LookAsync(string file, CancellationToken cancel)
    {
        var seen = new SeenFrames(models, framesPerSecond, time =>
            _progress.Report(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {time.TotalSeconds:0.0} s")));
        var options = new CaptureOptions { Url = Path.GetFullPath(file) };
        await new VideoSource(options, new FileMediaClock(default), NullLogger<VideoSource>.Instance).RunAsync(seen, cancel);
        return seen;
    }

    private FileAgreement Judge(string name, int frames, IReadOnlyCollection<DetectionPair> pairs)
    {
        Agreement Of(IEnumerable<DetectionPair> some) => Agreement.Of(frames, some, models.Reference.Thresholds, models.Candidate.Thresholds);
        return new FileAgreement(name, Of(pairs), Of(pairs.Where(pair => pair.Label == Person)));
    }
}
