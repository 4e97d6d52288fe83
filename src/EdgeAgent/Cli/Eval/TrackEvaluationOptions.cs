using System.CommandLine;
using System.CommandLine.Parsing;
using System.ComponentModel.DataAnnotations;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Tracking;

namespace EdgeAgent.Cli.Eval;

/// <summary>The options of <c>eval track</c>.</summary>
internal sealed class TrackEvaluationOptions
{
    // ByteTrack's margin between the score that may continue any track and the one that may begin one.
    private const float NewTrackMargin = 0.1f;

    private static readonly TrackerOptions Shipped = new();

    private readonly Option<string> _detections = new("--det") { Description = "Detections of a sequence, in MOTChallenge's format.", Required = true, HelpName = "DET.txt" };
    private readonly Option<string> _result = new("--out") { Description = "Where the tracks are written, in MOTChallenge's format.", Required = true, HelpName = "RESULT.txt" };
    private readonly Option<string?> _truth = new("--gt") { Description = "Score the tracks against this ground truth, and time the tracker.", HelpName = "GT.txt" };
    private readonly NumberOption<double> _rate = new("--fps", 0.01, SequenceInfo.MostFramesPerSecond)
    {
        Description = "Frames per second of the sequence. By default what seqinfo.ini says, beside the detections or a folder above, or 25.",
    };

    private readonly NumberOption<int> _every = new("--every", 1, int.MaxValue)
    {
        Description = "Look at frames 1, 1+N, 1+2N … only, as a busy pole does. Rows are written, and scored, for those frames only.",
    };

    private readonly Option<PictureSize?> _size = new("--size")
    {
        Description = "Size of the picture. By default what seqinfo.ini says, or what holds all boxes.",
        HelpName = "WxH",
        CustomParser = ParseSize,
    };

    private readonly NumberOption<float> _highScore = new("--high-score", 0, 1)
    {
        Description = $"Detections from this score on are matched with every track; {Shipped.HighScore} by default.",
    };

    private readonly NumberOption<float> _lowScore = new("--low-score", 0, 1)
    {
        Description = $"Detections from this score on continue a track in sight; {Shipped.LowScore} by default.",
    };

    private readonly NumberOption<float> _newTrackScore = new("--new-track-score", 0, 1)
    {
        Description = $"Detections from this score on begin a track; {NewTrackMargin} above the high score by default.",
    };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _detections, _result, _truth, _rate, _every, _size, _highScore, _lowScore, _newTrackScore })
        {
            verb.Add(option);
        }
    }

    /// <exception cref="ConfigurationException">The scores do not go together, or a file would be replaced that is read.</exception>
    public TrackEvaluation Read(ParseResult parsed)
    {
        var (detections, result, truth) = (parsed.GetValue(_detections)!, parsed.GetValue(_result)!, parsed.GetValue(_truth));
        if (new[] { detections, truth }.OfType<string>().Select(Path.GetFullPath).Contains(Path.GetFullPath(result)))
        {
            throw new ConfigurationException([new Problem("usage/same-file", "the result would replace what is read", "give another path with --out", result)]);
        }

        return new TrackEvaluation(
            detections, result, truth, parsed.GetValue(_every) ?? 1, parsed.GetValue(_rate), parsed.GetValue(_size), ReadTracker(parsed));
    }

    private TrackerOptions ReadTracker(ParseResult parsed)
    {
        var high = parsed.GetValue(_highScore) ?? Shipped.HighScore;
        var options = Shipped with
        {
            HighScore = high,
            LowScore = parsed.GetValue(_lowScore) ?? Math.Min(Shipped.LowScore, high),
            NewTrackScore = parsed.GetValue(_newTrackScore) ?? Math.Min(high + NewTrackMargin, 1),
        };
        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            ? options
            : throw new ConfigurationException([.. results.Select(result => new Problem(
                "usage/scores", result.ErrorMessage!, "give --low-score ≤ --high-score ≤ --new-track-score"))]);
    }

    private static PictureSize? ParseSize(ArgumentResult argument)
    {
        var size = PictureSize.TryParse(argument.Tokens[0].Value);
        if (size is null)
        {
            argument.AddError($"--size '{argument.Tokens[0].Value}' must be width and height in pixels, like 1920x1080");
        }

        return size;
    }
}
