using System.CommandLine;
using EdgeAgent.Cli.Eval;

namespace EdgeAgent.Cli;

/// <summary><c>eval track</c>: the tracker on the detections of a MOTChallenge sequence.</summary>
internal static class EvalTrackCommand
{
    private const double UsualFramesPerSecond = 25;

    public static Command Create()
    {
        var options = new TrackEvaluationOptions();
        var json = new JsonOption();
        var verb = new Verb(
            "track",
            "Track the detections of a MOTChallenge file online, and score the tracks where the ground truth is given.",
            "edgeagent eval track --det det.txt --out result.txt --fps 25 --every 5 --gt gt.txt");
        options.AddTo(verb);
        verb.Add(json);
        verb.SetAction((parsed, cancel) =>
        {
            var report = Run(options.Read(parsed), parsed.InvocationConfiguration.Error, cancel);
            if (parsed.GetValue(json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteTo(parsed.InvocationConfiguration.Output);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return verb;
    }

    private static TrackReport Run(TrackEvaluation evaluation, TextWriter error, CancellationToken cancel)
    {
        var detections = MotFile.Read(evaluation.Detections);
        var truth = evaluation.Truth is { } path ? MotFile.ReadTruth(path) : null;
        var info = SequenceInfo.Of(evaluation.Detections);
        var size = evaluation.Size ?? info.Size ?? Guess(detections, error);
        var rate = evaluation.FramesPerSecond ?? info.FramesPerSecond ?? UsualFramesPerSecond;
        var frames = MotFrame.Of(detections, first: 1, evaluation.Every).ToList();
        if (detections.Count(box => box.Score is < 0 or > 1) is > 0 and var outside)
        {
            error.WriteLine($"{outside} of {detections.Count} scores are outside of 0 to 1, and taken as 0 or 1");
        }

        SequenceTracker CreateTracker() => new(evaluation.Tracker, size, rate);
        var tracker = CreateTracker();
        var rows = Write(frames, tracker, evaluation.Result, new EvaluationProgress(error, TimeProvider.System), cancel);
        var report = new TrackReport(frames.Count, rows.Select(row => row.Id).Distinct().Count(), rows.Count, tracker.RefusedDetections);
        if (truth is null)
        {
            return report;
        }

        truth.RemoveAll(box => !MotFrame.IsLookedAt(box.Frame, first: 1, evaluation.Every));
        return report.WithTimes(TrackerTiming.Measure(frames, CreateTracker, cancel)) with { Score = MotScore.Of(truth, rows) };
    }

    private static PictureSize Guess(List<MotBox> detections, TextWriter error)
    {
        var size = PictureSize.Around(detections);
        error.WriteLine($"the size of the picture is not known: {size} holds all boxes (--size says it)");
        return size;
    }

    private static List<MotBox> Write(
        List<MotFrame> frames, SequenceTracker tracker, string path, EvaluationProgress progress, CancellationToken cancel)
    {
        var rows = new List<MotBox>();
        using var result = new MotResultFile(path);
        foreach (var frame in frames)
        {
            cancel.ThrowIfCancellationRequested();
            var told = rows.Count;
            tracker.Update(frame, rows);
            rows.Skip(told).ToList().ForEach(row => result.Write(row));
            progress.Report($"frame {frame.Number} of {frames[^1].Number}");
        }

        result.Complete();
        progress.Finish();
        return rows;
    }
}
