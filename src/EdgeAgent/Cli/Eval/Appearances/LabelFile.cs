using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>Reads <c>person,seconds,x,y,width,height,tops,bottoms</c> with a heading; colours after the first stand after a <c>|</c>.</summary>
internal static class LabelFile
{
    private const string Heading = "person,seconds,x,y,width,height,tops,bottoms";
    private const int Columns = 8;

    // A day; a recording that is labelled by hand is shorter.
    private const float MostSeconds = 86400;

    /// <exception cref="ProblemException"><c>labels/unreadable</c>, with the line.</exception>
    public static ImmutableArray<LabelledPerson> Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            if (lines is not [Heading, ..])
            {
                throw new ProblemException(Problem(path, "the first line is not the heading"));
            }

            return [.. lines.Select((line, index) => (line, index)).Skip(1).Where(row => row.line.Length > 0)
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

        if (numbers[0] is < 0 or > MostSeconds || numbers[3] <= 0 || numbers[4] <= 0)
        {
            throw new ProblemException(Problem(path, $"line {number}: seconds must be 0 to {MostSeconds:0}, width and height more than 0"));
        }

        return new LabelledPerson(
            cells[0],
            TimeSpan.FromSeconds(numbers[0]),
            new BoundingBox(numbers[1], numbers[2], numbers[3], numbers[4]),
            Colors(cells[6]),
            Colors(cells[7]));

        ImmutableArray<NamedColor> Colors(string cell) => cell.Length == 0
            ? []
            : [.. cell.Split('|').Select(word => Named(word) is { } color
                ? color
                : throw new ProblemException(Problem(path, $"line {number}: '{word}' is none of {string.Join(", ", NamedColors.All)}")))];
    }

    // Enum.Parse would take numbers too.
    private static NamedColor? Named(string word)
    {
        foreach (var color in NamedColors.All)
        {
            if (word.Equals(color.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return color;
            }
        }

        return null;
    }

    private static Problem Problem(string path, string what) =>
        new("labels/unreadable", $"{path}: {what}", $"write {Heading} in the first line, and in each other such as a,1.5,0.4,0.2,0.1,0.3,red|orange,blue", "--labels");
}
