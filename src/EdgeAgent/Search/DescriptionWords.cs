using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Search;

/// <summary>
/// The words in which people describe whom or what they look for, on the command line and in files: <c>red or orange</c>, <c>dark</c>,
/// <c>backpack,dog</c>. Case does not matter. An error is one line that names what there is and, where it was a slip, what was meant.
/// </summary>
internal static class DescriptionWords
{
    /// <summary>What <see cref="TryParseColors"/> takes, for help.</summary>
    public const string ColorsHelp =
        "black, white, gray, red, orange, yellow, green, blue, purple, pink, brown, beige, dark (black, blue, purple, brown), light (white, yellow, pink, beige)";

    // Dark gray and light gray are both called gray: it says nothing for one or the other.
    private static readonly NamedColor[] Dark = [NamedColor.Black, NamedColor.Blue, NamedColor.Purple, NamedColor.Brown];
    private static readonly NamedColor[] Light = [NamedColor.White, NamedColor.Yellow, NamedColor.Pink, NamedColor.Beige];

    private static readonly string[] Separators = [",", "/", "|", " or "];

    private static readonly Dictionary<string, NamedColor[]> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dark"] = Dark,
        ["light"] = Light,
        ["grey"] = [NamedColor.Gray],
        ["검정"] = [NamedColor.Black],
        ["흰색"] = [NamedColor.White],
        ["회색"] = [NamedColor.Gray],
        ["빨강"] = [NamedColor.Red],
        ["주황"] = [NamedColor.Orange],
        ["노랑"] = [NamedColor.Yellow],
        ["초록"] = [NamedColor.Green],
        ["파랑"] = [NamedColor.Blue],
        ["보라"] = [NamedColor.Purple],
        ["분홍"] = [NamedColor.Pink],
        ["갈색"] = [NamedColor.Brown],
        ["베이지"] = [NamedColor.Beige],
    };

    private static readonly Dictionary<string, ObjectKind> Kinds = WordsOf<ObjectKind>();
    private static readonly Dictionary<string, AgeGroup> Ages = WordsOf(AgeGroup.Unknown);
    private static readonly Dictionary<string, Company> Companies = WordsOf(Company.Unknown);
    private static readonly Dictionary<string, Carried> Things = WordsOf(Carried.None);
    private static readonly Dictionary<string, Heading> Headings = WordsOf(Heading.Unknown);

    private static readonly string TheTwelve = string.Join(", ", NamedColors.All.Select(Of));

    static DescriptionWords()
    {
        foreach (var color in NamedColors.All)
        {
            Colors[Of(color)] = [color];
        }
    }

    /// <summary>The word for one value, such as <c>up-left</c>; several things that are carried stand behind each other.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => string.Join(", ", value.ToString().Split(", ").Select(JsonNamingPolicy.KebabCaseLower.ConvertName));

    /// <param name="words">One or more of the twelve, <c>dark</c> or <c>light</c>, with commas or "or" between them.</param>
    /// <param name="colors">Every one of them is held possible.</param>
    /// <param name="error">What is wrong, in one line.</param>
    public static bool TryParseColors(string words, out ColorSet colors, out string? error)
    {
        List<NamedColor> named = [];
        colors = default;
        foreach (var word in Split(words))
        {
            if (!TryFind(word, "colour", TheTwelve + ", dark, light", Colors, out var found, out error))
            {
                return false;
            }

            named.AddRange(found!);
        }

        error = named.Count > 0 ? null : $"no colour is given; the colours are {TheTwelve}, dark, light";
        colors = new ColorSet([.. named]);
        return error is null;
    }

    public static bool TryParseKind(string word, out ObjectKind kind, out string? error) => TryFind(word, "kind", Known(Kinds), Kinds, out kind, out error);

    public static bool TryParseAge(string word, out AgeGroup age, out string? error) => TryFind(word, "age group", Known(Ages), Ages, out age, out error);

    public static bool TryParseCompany(string word, out Company company, out string? error) =>
        TryFind(word, "company", Known(Companies), Companies, out company, out error);

    public static bool TryParseHeading(string word, out Heading heading, out string? error) =>
        TryFind(word, "heading", Known(Headings), Headings, out heading, out error);

    /// <param name="words">One or more, with commas between them: all of them were with the person.</param>
    /// <param name="carried">All of them.</param>
    /// <param name="error">What is wrong, in one line.</param>
    public static bool TryParseCarried(string words, out Carried carried, out string? error)
    {
        carried = Carried.None;
        foreach (var word in words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!TryFind(word, "thing to carry", Known(Things), Things, out var thing, out error))
            {
                return false;
            }

            carried |= thing;
        }

        error = carried != Carried.None ? null : $"nothing to carry is given; there are {Known(Things)}";
        return error is null;
    }

    private static string[] Split(string words) => words.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryFind<T>(string word, string what, string all, Dictionary<string, T> known, out T? found, out string? error)
    {
        if (known.TryGetValue(word.Trim(), out found))
        {
            error = null;
            return true;
        }

        var meant = Spelling.Nearest(word.Trim(), known.Keys);
        error = $"'{word}' is no {what}; {(meant is null ? "" : $"did you mean {meant}? ")}there are {all}";
        return false;
    }

    private static string Known<T>(Dictionary<string, T> words) => string.Join(", ", words.Keys);

    private static Dictionary<string, T> WordsOf<T>(params T[] except)
        where T : struct, Enum =>
        Enum.GetValues<T>().Except(except).ToDictionary(Of, StringComparer.OrdinalIgnoreCase);
}
