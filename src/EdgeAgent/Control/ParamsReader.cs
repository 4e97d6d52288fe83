using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Control;

/// <summary>
/// The <c>params</c> of one command, with everything that is wrong with them at once. What nobody asked for is refused too: a misspelt name
/// would be a command that means something else.
/// </summary>
internal sealed partial class ParamsReader
{
    private const int LongestText = 200;

    private readonly Dictionary<string, JsonElement> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    public ParamsReader(Command command)
    {
        if (command.Params is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var member in given.EnumerateObject())
            {
                _given.Add(member.Name, member.Value);
            }
        }
        else if (command.Params is not null)
        {
            Wrong("", "they are no object", "give an object in braces");
        }
    }

    public string? Text(string name, int longest = LongestText)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= longest)
        {
            return text;
        }

        Wrong(name, "is no text", $"give 1 to {longest} characters");
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Without an offset nobody knows whose six o'clock it is.
        if (WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Wrong(name, "is no time", "give date, time and offset, such as 2026-11-26T18:00:00+09:00");
        return null;
    }

    public long? Number(string name, long least, long most)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Wrong(name, "is no such number", $"give a whole number from {least} to {most}");
        return null;
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Wrong(name, "is no UUID", "give one as in the messages of the pole");
        return null;
    }

    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (Messaging.MessageJson.KebabCase(value) == text)
            {
                return value;
            }
        }

        Wrong(name, "is none of the words", $"give one of {string.Join(", ", Enum.GetValues<T>().Select(Messaging.MessageJson.KebabCase))}");
        return null;
    }

    /// <summary>The element as it stands.</summary>
    public JsonElement? Element(string name) => TryGet(name, out var value) ? value : null;

    /// <summary>Says that something has to be given that was not.</summary>
    public T Need<T>(string name, T? value)
        where T : struct
    {
        if (value is null && !_given.ContainsKey(name))
        {
            Wrong(name, "is not set", "give it");
        }

        return value ?? default;
    }

    /// <summary>Says that something has to be given that was not.</summary>
    public string Need(string name, string? value)
    {
        if (value is null && !_given.ContainsKey(name))
        {
            Wrong(name, "is not set", "give it");
        }

        return value ?? "";
    }

    public void Wrong(string name, string message, string remedy) => _problems.Add(ControlProblems.Params(name, message, remedy));

    public void Wrong(Problem problem) => _problems.Add(problem);

    /// <summary>To be called when all has been read.</summary>
    /// <exception cref="ControlException">Something is wrong.</exception>
    public void Done()
    {
        foreach (var name in _given.Keys.Where(name => !_asked.Contains(name)))
        {
            Wrong(name, "is nothing that this verb takes", _asked.Count == 0 ? "give nothing" : $"it takes {string.Join(", ", _asked)}");
        }

        if (_problems.Count > 0)
        {
            throw new ControlException(_problems.ToImmutable());
        }
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _asked.Add(name);
        return _given.TryGetValue(name, out value);
    }

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex WithOffset();
}
