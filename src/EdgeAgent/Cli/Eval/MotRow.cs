using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.Eval;

/// <summary>One row of a MOTChallenge file: <c>frame,id,x,y,width,height,score</c>, and more that is not looked at.</summary>
/// <param name="place">File and line, for a person.</param>
internal readonly ref struct MotRow(ReadOnlySpan<char> text, string place)
{
    /// <summary>Eleven hours at 25 frames a second. The tracker goes through every frame up to the last, so that a file must not make it go on for ever.</summary>
    private const int LastFrame = 1_000_000;

    private const double LargestPixel = 100_000;

    private const int Fields = 7;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly string _place = place;

    /// <exception cref="ProblemException"><c>mot/row</c></exception>
    public MotBox Parse()
    {
        Span<Range> fields = stackalloc Range[Fields + 1];
        var count = _text.Split(fields, ',');
        if (count < Fields)
        {
            throw Wrong($"the row has {count} of the {Fields} numbers frame,id,x,y,width,height,score", "give all of them, with commas between");
        }

        return new MotBox(
            Whole(_text[fields[0]], "frame", 1, LastFrame),
            Whole(_text[fields[1]], "id", int.MinValue, int.MaxValue),
            Number(_text[fields[2]], "x", -LargestPixel, LargestPixel),
            Number(_text[fields[3]], "y", -LargestPixel, LargestPixel),
            Size(_text[fields[4]], "width"),
            Size(_text[fields[5]], "height"),
            Number(_text[fields[6]], "score", -float.MaxValue, float.MaxValue));
    }

    private int Whole(ReadOnlySpan<char> field, string name, int least, int most)
    {
        var number = Number(field, name, least, most);
        return number == Math.Floor(number)
            ? (int)number
            : throw Wrong($"{name} '{field.Trim()}' is not a whole number", $"give a whole number of {least} to {most}");
    }

    private double Size(ReadOnlySpan<char> field, string name) =>
        Number(field, name, 0, LargestPixel) is > 0 and var size
            ? size
            : throw Wrong($"{name} '{field.Trim()}' is no size", $"give more than 0 and up to {LargestPixel} pixels");

    // Comparisons are written so that a value that is not a number fails them.
    private double Number(ReadOnlySpan<char> field, string name, double least, double most) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"{name} '{field.Trim()}' is no number of {least} to {most}", "write the number with a point, and nothing else between the commas");

    private ProblemException Wrong(string message, string remedy) => new(new Problem("mot/row", message, remedy, _place));
}
