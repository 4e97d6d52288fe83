using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Analysis;

/// <summary>Writes what the agent saw as pictures: at each event, and at a steady pace.</summary>
internal sealed class AnalysisPictures
{
    private readonly string _folder;
    private readonly TimeSpan _pace;
    private MediaTime? _last;

    public AnalysisPictures(string folder, double everySeconds)
    {
        _pace = TimeSpan.FromSeconds(everySeconds);
        try
        {
            _folder = Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Unwritable(e, folder, "--pictures");
        }
    }

    public void Take(AnalysedView view)
    {
        var time = view.Analysed.Frame.Time;
        foreach (var edgeEvent in view.Analysed.Events)
        {
            Save(view, $"{Stamp(time)}-{edgeEvent.Type}-{edgeEvent.Phase.ToString().ToLowerInvariant()}{(edgeEvent.Tracks is [var first, ..] ? $"-track-{first}" : "")}");
        }

        if (_pace > TimeSpan.Zero && (_last is null || time - _last.Value >= _pace))
        {
            _last = time;
            Save(view, Stamp(time));
        }
    }

    private static string Stamp(MediaTime time) => time.TotalSeconds.ToString("0000.00", CultureInfo.InvariantCulture);

    private void Save(AnalysedView view, string name) => view.Picture.SavePng(Path.Combine(_folder, name + ".png"));
}
