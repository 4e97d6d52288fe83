using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>Reads <c>person,seconds,x,y,width,height,tops,bottoms</c> with a heading; colours after the first stand after a <c>|</c>.</summary>
internal static class LabelFile
{
    private const int Columns = 8;

    /// <exception cref="ProblemException"><c>labels/unreadable</c>, with the line.</exception>
    public static ImmutableArray<LabelledPerson> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Select((line, index) => (line, index)).Skip(1).Where(row => row.line.Length > 0)
                .Select(row => Parse(row.line, path, row.index + 1))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem(path, e.Message), e);
        }
    }

    private static LabelledPerson Parse(string line, string path, int number)
    {
        var cells = line.Split(',');
        if (cells.Length != Columns)
        {
            throw new ProblemException(Problem(path, $"line {number} has {cells.Length} columns instead of {Columns}"));
        }

        Span<float> numbers = stackalloc float[5];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!float.TryParse(cells[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !float.IsFinite(numbers[i]))
            {
                throw new ProblemException(Problem(path, $"line {number}: '{cells[i + 1]}' is no number"));
            }
        }

        return new LabelledPerson(
            cells[0],
            TimeSpan.FromSeconds(numbers[0]),
            new BoundingBox(numbers[1], numbers[2], numbers[3], numbers[4]),
            Colors(cells[6]),
            Colors(cells[7]));

        ImmutableArray<NamedColor> Colors(string cell) => cell.Length == 0
            ? []
            : [.. cell.Split('|').Select(word => Enum.TryParse<NamedColor>(word, ignoreCase: true, out var color) && color != NamedColor.Unknown
                ? color
                : throw new ProblemException(Problem(path, $"line {number}: '{word}' is none of {string.Join(", ", NamedColors.All)}")))];
    }

    private static Problem Problem(string path, string what) =>
        new("labels/unreadable", $"{path}: {what}", "write person,seconds,x,y,width,height,tops,bottoms in each line, such as a,1.5,0.4,0.2,0.1,0.3,red|orange,blue", "--labels");
}
