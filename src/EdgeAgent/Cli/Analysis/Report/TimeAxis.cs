using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Imaging.Drawing;

namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>Where moments of a video lie on a line, and which of them are written.</summary>
internal readonly record struct TimeAxis(MediaTime From, MediaTime To)
{
    /// <summary>The most that stay apart on a phone.</summary>
    private const int MostTicks = 6;

    private static readonly int[] Steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400];

    /// <summary>Whole steps of a clock within the video.</summary>
    public IEnumerable<MediaTime> Ticks()
    {
        var (from, to) = (From.TotalSeconds, To.TotalSeconds);
        var least = (to - from) / MostTicks;
        var step = Steps.FirstOrDefault(step => step >= least) is > 0 and var round ? round : Math.Ceiling(least);
        for (var tick = Math.Ceiling(from / step) * step; tick <= to; tick += step)
        {
            yield return MediaTime.FromSeconds(tick);
        }
    }

    /// <summary>Percent of the line, as SVG has it.</summary>
    public string At(MediaTime time) => Percent(Share(time));

    /// <summary>The part of the line from one to the other; never nothing, so that it is seen.</summary>
    public string Width(MediaTime from, MediaTime to) => Percent(Math.Max(Share(to) - Share(from), 0.003));

    /// <summary>0–1.</summary>
    public double Share(MediaTime time) => To > From ? Math.Clamp((time - From) / (To - From), 0, 1) : 0;

    /// <summary>Such as <c>1:30</c>.</summary>
    public static string Label(MediaTime tick) => EventWords.Offset(tick)[..^2];

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##}%");
}
