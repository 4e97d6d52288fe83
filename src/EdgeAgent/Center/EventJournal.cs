using System.Text;
using System.Text.Json;

namespace EdgeAgent.Center;

/// <summary>
/// Events as they came, one per line, each once: source and id together are a CloudEvent's identity, so that no pole can
/// hide another's event behind its id. With a file, what earlier runs wrote counts too.
/// </summary>
internal sealed class EventJournal : IDisposable
{
    private const int RememberedEvents = 100_000;

    private readonly HashSet<(string Source, string Id)> _known = [];
    private readonly Queue<(string Source, string Id)> _order = new();
    private readonly FileStream? _file;

    public EventJournal(string? path)
    {
        if (path is null)
        {
            return;
        }

        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            ReadBack();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public bool Knows(string source, string id) => _known.Contains((source, id));

    /// <summary>Writes an event down and remembers it.</summary>
    /// <exception cref="IOException">The disk refuses; the event counts as not known.</exception>
    public void Add(string source, string id, ReadOnlySpan<byte> json)
    {
        if (_file is not null)
        {
            byte[] line = [.. OneLine(json), (byte)'\n'];
            var start = _file.Position;
            try
            {
                _file.Write(line);
                _file.Flush();
            }
            catch
            {
                // No half line may stay before the next one.
                _file.SetLength(start);
                _file.Position = start;
                throw;
            }
        }

        Remember(source, id);
    }

    public void Dispose() => _file?.Dispose();

    private static byte[] OneLine(ReadOnlySpan<byte> json)
    {
        if (!json.ContainsAny((byte)'\n', (byte)'\r'))
        {
            return json.ToArray();
        }

        var reader = new Utf8JsonReader(json);
        return JsonSerializer.SerializeToUtf8Bytes(JsonElement.ParseValue(ref reader));
    }

    private void ReadBack()
    {
        using var reader = new StreamReader(_file!, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.ValueKind == JsonValueKind.Object && Text(json, "source") is { } source && Text(json, "id") is { } id)
                {
                    Remember(source, id);
                }
            }
            catch (JsonException)
            {
                // A line that a power cut tore: its event comes again.
            }
        }

        if (_file!.Length > 0)
        {
            _file.Position = _file.Length - 1;
            if (_file.ReadByte() != '\n')
            {
                _file.Write("\n"u8);
            }
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Remember(string source, string id)
    {
        if (_known.Add((source, id)))
        {
            _order.Enqueue((source, id));
        }

        if (_order.Count > RememberedEvents)
        {
            _known.Remove(_order.Dequeue());
        }
    }
}
