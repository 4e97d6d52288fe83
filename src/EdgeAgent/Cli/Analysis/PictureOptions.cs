using System.CommandLine;
using EdgeAgent.Cli.Analysis.Report;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis;

/// <summary>The options that say what an analysis shows to people.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string?> _pictures = new("--pictures")
    {
        Description = "Write PNGs with boxes, tracks and zones into this folder: one for each event, and one every --every seconds.",
        HelpName = "DIR",
    };

    private readonly Option<double> _every = new("--every")
    {
        Description = "Seconds between pictures; 0 for events only.",
        DefaultValueFactory = _ => 2,
        HelpName = "SECONDS",
    };

    private readonly Option<string?> _annotate = new("--annotate")
    {
        Description = "Write the analysed frames as an H.264 video with boxes, tracks, zones and events drawn on them (with --rate 0, all frames).",
        HelpName = "MP4",
    };

    private readonly Option<string?> _sheet = new("--sheet")
    {
        Description = "Write one page with a picture of each event: its moment, zone and trail.",
        HelpName = "PNG",
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write one page for a browser: a timeline, each track with its best view and colours, each event with its picture.",
        HelpName = "HTML",
    };

    private readonly Option<string?> _tracks = new("--tracks")
    {
        Description = "Write what each track looked like, one JSON object a line, for programs.",
        HelpName = "JSONL",
    };

    public void AddTo(Command verb, Argument<string> file)
    {
        foreach (var option in new Option[] { _pictures, _every, _annotate, _sheet, _report, _tracks })
        {
            verb.Add(option);
        }

        MustEndIn(_annotate, ".mp4");
        MustEndIn(_sheet, ".png");
        MustEndIn(_report, ".html");
        MustEndIn(_tracks, ".jsonl");
        verb.Validators.Add(result =>
        {
            foreach (var option in new[] { _annotate, _sheet, _report, _tracks })
            {
                if (result.GetValue(option) is { } target && result.GetValue(file) is { } source && IsSameFile(target, source))
                {
                    result.AddError($"{option.Name} '{target}' is the video that is analysed: give another name");
                }
            }
        });
    }

    /// <summary>Before the analysis, so that what cannot be written is said at once.</summary>
    /// <exception cref="ProblemException"><c>file/unwritable</c>, <c>ffmpeg/no-encoder</c></exception>
    public AnalysisOutputs? Open(ParseResult parsed, AnalysisSettings settings, ModelManifest model)
    {
        var (pictures, video, sheet) = (parsed.GetValue(_pictures), parsed.GetValue(_annotate), parsed.GetValue(_sheet));
        var (report, tracks) = (parsed.GetValue(_report), parsed.GetValue(_tracks));
        if ((pictures ?? video ?? sheet ?? report ?? tracks) is null)
        {
            return null;
        }

        var stories = report is null && tracks is null ? null : new TrackStories(model.Labels);
        return new AnalysisOutputs(settings.CreateOverlay(model))
        {
            Pictures = pictures is null ? null : new AnalysisPictures(pictures, parsed.GetValue(_every)),
            Video = video is null ? null : new AnnotatedVideo(video),
            Sheet = sheet is null ? null : new AnalysisSheet(sheet, settings, SheetWords.Of(settings, model)),
            Stories = stories,
            Report = report is null ? null : new AnalysisReport(report, settings, model.ToString(), stories!),
            Tracks = tracks is null ? null : new TrackFile(tracks, stories!),
        };
    }

    private static void MustEndIn(Option<string?> option, string ending) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var path, ..] && !path.Value.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        {
            result.AddError($"{option.Name} '{path.Value}' must end in {ending}: nothing else is written");
        }
    });

    private static bool IsSameFile(string one, string other) => Resolve(one) == Resolve(other);

    private static string Resolve(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
}
