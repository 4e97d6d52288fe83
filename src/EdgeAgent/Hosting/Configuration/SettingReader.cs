using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>JSON with comments and trailing commas to settings with their lines; members that are written twice are reported.</summary>
internal ref partial struct SettingReader
{
    private const int MaximumDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _source;
    private readonly List<Problem> _problems;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private SettingReader(ReadOnlySpan<byte> bytes, string source, List<Problem> problems)
    {
        _bytes = bytes;
        _source = source;
        _problems = problems;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = MaximumDepth,
        });
    }

    /// <summary>Null where the text is no JSON object at all, which is then a problem.</summary>
    public static Setting? Read(ReadOnlySpan<byte> bytes, string source, List<Problem> problems)
    {
        var text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (!Utf8.IsValid(text) || text.Contains((byte)0))
        {
            problems.Add(Syntax(source, "this is not UTF-8 text", "save the file as UTF-8"));
            return null;
        }

        var reader = new SettingReader(text, source, problems);
        try
        {
            return reader.ReadRoot();
        }
        catch (JsonException fault)
        {
            problems.Add(Syntax(source, Describe(fault), "correct the JSON there; an editor shows the place"));
            return null;
        }
    }

    private Setting? ReadRoot()
    {
        if (_bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            _problems.Add(Syntax(_source, "the file is empty", "create it after the sample configuration"));
            return null;
        }

        _reader.Read();
        var root = ReadValue("");
        // Anything but comments and white space after the root throws.
        _reader.Read();
        if (root.Kind == JsonValueKind.Object)
        {
            return root;
        }

        _problems.Add(Syntax(_source, $"the file holds {root.Quoted}", "put everything into one object in braces"));
        return null;
    }

    private Setting ReadValue(string path)
    {
        var line = CountLines();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new Setting { Kind = JsonValueKind.Object, Source = _source, Line = line, Members = ReadMembers(path) };
            case JsonTokenType.StartArray:
                return new Setting { Kind = JsonValueKind.Array, Source = _source, Line = line, Items = ReadItems(path) };
            case JsonTokenType.String:
                return new Setting { Kind = JsonValueKind.String, Source = _source, Line = line, Text = ReadText() };
            case JsonTokenType.Number:
                return new Setting { Kind = JsonValueKind.Number, Source = _source, Line = line, Text = Encoding.UTF8.GetString(_reader.ValueSpan) };
            case JsonTokenType.True:
                return new Setting { Kind = JsonValueKind.True, Source = _source, Line = line };
            case JsonTokenType.False:
                return new Setting { Kind = JsonValueKind.False, Source = _source, Line = line };
            default:
                return new Setting { Kind = JsonValueKind.Null, Source = _source, Line = line };
        }
    }

    private OrderedDictionary<string, Setting> ReadMembers(string path)
    {
        var members = new OrderedDictionary<string, Setting>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadText();
            var line = CountLines();
            var memberPath = SettingPath.Member(path, name);
            _reader.Read();
            var value = ReadValue(memberPath);
            if (!members.TryAdd(name, value))
            {
                _problems.Add(new Problem(
                    "config/duplicate",
                    $"set twice, in lines {members[name].Line} and {line} of {Path.GetFileName(_source)}",
                    "remove one of them",
                    memberPath));
            }
        }

        return members;
    }

    private List<Setting> ReadItems(string path)
    {
        var items = new List<Setting>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(SettingPath.Item(path, items.Count)));
        }

        return items;
    }

    private string ReadText()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("half of a surrogate pair is written as an escape", null, CountLines() - 1, null);
        }
    }

    private int CountLines()
    {
        var position = (int)_reader.TokenStartIndex;
        _line += _bytes[_counted..position].Count((byte)'\n');
        _counted = position;
        return _line;
    }

    private static string Describe(JsonException fault)
    {
        // The library appends the place in its own words, counted from 0, and quotes a wrong literal with the rest of the file behind it.
        var message = WrongLiteral().Replace(fault.Message, "$1' is an invalid JSON literal")
            .Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.');
        var column = fault.BytePositionInLine is { } position ? $", column {position + 1}" : "";
        return $"line {(fault.LineNumber ?? 0) + 1}{column}: {message}";
    }

    [GeneratedRegex(@"^('[a-zA-Z]{1,20}).*' is an invalid JSON literal", RegexOptions.Singleline)]
    private static partial Regex WrongLiteral();

    private static Problem Syntax(string source, string message, string remedy) => new("config/syntax", message, remedy, source);
}
