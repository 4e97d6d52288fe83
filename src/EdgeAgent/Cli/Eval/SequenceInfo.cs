using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>What MOTChallenge's <c>seqinfo.ini</c> says of a sequence.</summary>
internal sealed record SequenceInfo(PictureSize? Size, double? FramesPerSecond)
{
    public const double MostFramesPerSecond = 1000;

    private const string Name = "seqinfo.ini";

    /// <summary>Read beside <c>det.txt</c> or a folder above, where MOTChallenge has it; nothing is known where there is none.</summary>
    /// <exception cref="ProblemException"><c>mot/seqinfo</c></exception>
    public static SequenceInfo Of(string detections)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(detections))!;
        var path = new[] { folder, Path.GetDirectoryName(folder) ?? folder }.Select(place => Path.Combine(place, Name)).FirstOrDefault(File.Exists);
        return path is null ? new SequenceInfo(null, null) : Read(path);
    }

    private static SequenceInfo Read(string path)
    {
        var settings = File.ReadLines(path)
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.OrdinalIgnoreCase);
        var (width, height) = (Number("imWidth", PictureSize.Most), Number("imHeight", PictureSize.Most));
        return new SequenceInfo(
            width is { } w && height is { } h ? new PictureSize((int)w, (int)h) : null,
            Number("frameRate", MostFramesPerSecond));

        double? Number(string key, double most) =>
            !settings.TryGetValue(key, out var text) ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
            : throw new ProblemException(new Problem(
                "mot/seqinfo", $"{key} is '{text}'", $"give a number of 1 to {most}, or remove the line", path));
    }
}
