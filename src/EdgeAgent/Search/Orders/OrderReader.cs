using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>One order out of JSON, and everything that is wrong with it at once.</summary>
internal sealed partial class OrderReader
{
    /// <summary>What is less tells one of a hundred from the others as little as one of sixty: "alone" of somebody in a street.</summary>
    private const float LeastBest = 0.5f;

    private const int LongestText = 200;

    private static readonly ImmutableArray<string> Known =
    [
        "id", "case", "officer", "purpose", "since", "until", "cameras", "leastScore", "kind", "top", "bottom", "color", "age", "alone", "with", "heading",
    ];

    private readonly Dictionary<string, JsonElement> _members = [];
    private readonly List<Problem> _problems = [];
    private readonly string _path;

    private OrderReader(JsonElement element, string path)
    {
        _path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            _problems.Add(OrderProblems.Wrong(path, "is no order", "give an object in braces"));
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!Known.Contains(member.Name))
            {
                var name = Short(member.Name);
                _problems.Add(OrderProblems.Unknown($"{path}.{name}", name, Spelling.Nearest(name, Known), Known));
            }
            else if (!_members.TryAdd(member.Name, member.Value))
            {
                _problems.Add(OrderProblems.Wrong($"{path}.{member.Name}", "is set twice", "remove one of them"));
            }
        }
    }

    /// <summary>Null where there are problems; then all of them are added.</summary>
    /// <param name="element">The order.</param>
    /// <param name="path">Where it stands, such as <c>orders[3]</c>.</param>
    /// <param name="problems">Receives what is wrong, under the order's id where it has one.</param>
    public static SearchOrder? Read(JsonElement element, string path, List<OrderProblem> problems)
    {
        var reader = new OrderReader(element, path);
        var order = element.ValueKind == JsonValueKind.Object ? reader.Read() : null;
        if (reader._problems.Count == 0)
        {
            return order;
        }

        problems.AddRange(reader._problems.Select(problem => new OrderProblem(order is { Id.Length: > 0 } ? order.Id : path, problem)));
        return null;
    }

    private SearchOrder Read()
    {
        var order = new SearchOrder
        {
            Id = Id(),
            Case = Required("case", "the number of the case"),
            Officer = Required("officer", "who orders it"),
            Purpose = Required("purpose", "what for, such as \"missing child\""),
            Since = Time("since"),
            Until = Time("until") ?? Missing<DateTimeOffset>("until", "when it ends, such as \"2026-11-27T18:00:00+09:00\""),
            Cameras = [.. Texts("cameras").Where(IsCamera).Select(camera => new CameraId(camera))],
            LeastScore = LeastScore(),
            Description = Describe(),
        };
        CheckLength(order);
        return order;
    }

    private void CheckLength(SearchOrder order)
    {
        if (order.Until == default || order.Since is not { } since || since == default)
        {
            return;
        }

        if (since >= order.Until)
        {
            _problems.Add(OrderProblems.EndsBeforeItBegins($"{_path}.until"));
        }
        else if (order.Until - since > SearchOrder.Longest)
        {
            _problems.Add(OrderProblems.TooLong($"{_path}.until"));
        }
    }

    private string Id()
    {
        var id = Required("id", "a name for it");
        if (id.Length == 0 || IdPattern().IsMatch(id))
        {
            return id;
        }

        _problems.Add(OrderProblems.Wrong($"{_path}.id", $"'{id}' is no id", "use 1 to 64 letters, digits, dots, hyphens and underscores"));
        return "";
    }

    private Description Describe()
    {
        var before = _problems.Count;
        var description = new Description
        {
            Kind = Word("kind", DescriptionWords.TryParseKind, ObjectKind.Person),
            Tops = Colors("top"),
            Bottoms = Colors("bottom"),
            Body = Colors("color"),
            Age = Word<AgeGroup, AgeGroup?>("age", DescriptionWords.TryParseAge, value => value),
            Company = Alone(),
            Carried = Word("with", DescriptionWords.TryParseCarried, Carried.None),
            Heading = Word<Heading, Heading?>("heading", DescriptionWords.TryParseHeading, value => value),
        };
        if (_problems.Count == before)
        {
            CheckThatItTells(description);
        }

        return description;
    }

    private void CheckThatItTells(Description description)
    {
        var isPerson = description.Kind == ObjectKind.Person;
        string[] foreign = isPerson ? ["color"] : ["top", "bottom", "age", "alone", "with"];
        var wrong = foreign.Where(_members.ContainsKey).ToList();
        wrong.ForEach(name => _problems.Add(OrderProblems.NothingMatches($"{_path}.{name}", DescriptionWords.Of(description.Kind))));
        if (wrong.Count == 0 && new DescriptionMatcher(description).Best < LeastBest)
        {
            _problems.Add(OrderProblems.SaysNothing(_path));
        }
    }

    private ColorSet Colors(string name) => Word(name, DescriptionWords.TryParseColors, default(ColorSet));

    private Company? Alone()
    {
        if (!_members.TryGetValue("alone", out var value))
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return Company.Alone;
            case JsonValueKind.False:
                return Company.Accompanied;
            default:
                _problems.Add(OrderProblems.Wrong($"{_path}.alone", "is neither true nor false", "give true, or false for somebody in company"));
                return null;
        }
    }

    private float LeastScore()
    {
        if (!_members.TryGetValue("leastScore", out var value))
        {
            return SearchOrder.UsualLeastScore;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var score) && score is > 0 and <= 1)
        {
            return score;
        }

        _problems.Add(OrderProblems.Wrong($"{_path}.leastScore", "is no score", "give a number above 0 and up to 1"));
        return SearchOrder.UsualLeastScore;
    }

    private DateTimeOffset? Time(string name)
    {
        if (!_members.ContainsKey(name))
        {
            return null;
        }

        // Without an offset nobody knows whose six o'clock it is.
        if (Text(name) is { } text)
        {
            if (TimePattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            {
                return time;
            }

            _problems.Add(OrderProblems.Wrong($"{_path}.{name}", $"'{Short(text)}' is no time", "give date, time and offset, such as 2026-11-27T18:00:00+09:00"));
        }

        // Something stands there: it is not missing beside being wrong.
        return default(DateTimeOffset);
    }

    private bool IsCamera(string text)
    {
        if (Regex.IsMatch(text, Identifier.Pattern))
        {
            return true;
        }

        _problems.Add(OrderProblems.Wrong($"{_path}.cameras", $"'{Short(text)}' is no camera's id", Identifier.Expected));
        return false;
    }

    private T Word<T>(string name, WordParser<T> parse, T otherwise) => Word(name, parse, value => value, otherwise);

    private TResult Word<T, TResult>(string name, WordParser<T> parse, Func<T, TResult> then, TResult otherwise = default!)
    {
        if (!_members.ContainsKey(name) || Texts(name) is not [_, ..] texts)
        {
            return otherwise;
        }

        if (parse(string.Join(',', texts), out var value, out var error))
        {
            return then(value);
        }

        _problems.Add(OrderProblems.Wrong($"{_path}.{name}", error!, "correct it, or leave out what was not said"));
        return otherwise;
    }

    private string Required(string name, string what) => _members.ContainsKey(name) ? Text(name) ?? "" : Missing<string>(name, what) ?? "";

    private T? Missing<T>(string name, string what)
    {
        _problems.Add(OrderProblems.Missing($"{_path}.{name}", what));
        return default;
    }

    /// <summary>Null where it is no text, which is then a problem.</summary>
    private string? Text(string name) => Text(_members[name], $"{_path}.{name}");

    private string? Text(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && TextOf(value) is { } text
            && !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText && !text.Any(char.IsControl))
        {
            return text.Trim();
        }

        _problems.Add(OrderProblems.Wrong(path, "is no text", $"give 1 to {LongestText} characters in quotation marks"));
        return null;
    }

    /// <summary>A text alone, or a list of them.</summary>
    private string[] Texts(string name) => !_members.TryGetValue(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select((item, i) => Text(item, $"{_path}.{name}[{i}]")).OfType<string>()]
            : Text(value, $"{_path}.{name}") is { } only ? [only] : [];

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static string Short(string text) => string.Concat(text.Take(64).Select(c => char.IsControl(c) ? '?' : c));

    private delegate bool WordParser<T>(string words, out T value, out string? error);

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex TimePattern();
}
