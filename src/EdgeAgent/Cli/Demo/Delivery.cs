using System.Text.Json;
using EdgeAgent.Outbox;

namespace EdgeAgent.Cli.Demo;

/// <summary>Compares what the pole has in its log with what the center wrote down.</summary>
/// <param name="Raised">Entries of the log: events and manifests of clips.</param>
/// <param name="Missing">Those of them that the center has not.</param>
internal sealed record Delivery(int Raised, IReadOnlyList<string> Missing)
{
    public static Delivery Compare(string dataDirectory, string received)
    {
        using var log = new OutboxReader(Path.Combine(dataDirectory, OutboxOptions.FileName));
        var raised = log.ReadPlaces().Select(place => $"{place.Stream.ToString().ToLowerInvariant()}/{place.Sequence:D20}").ToHashSet();
        var arrived = Manifests(received).Concat(Events(received)).Select(Place);
        return new Delivery(raised.Count, [.. raised.Except(arrived).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Events(string received) =>
        Path.Combine(received, "events.jsonl") is var path && File.Exists(path) ? File.ReadLines(path) : [];

    private static IEnumerable<string> Manifests(string received) =>
        Path.Combine(received, "clips") is var path && Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json").Select(File.ReadAllText)
            : [];

    private static string Place(string message)
    {
        using var document = JsonDocument.Parse(message);
        return $"{document.RootElement.GetProperty("severity").GetString()}/{document.RootElement.GetProperty("sequence").GetString()}";
    }
}
