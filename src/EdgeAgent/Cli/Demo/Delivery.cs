using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;

namespace EdgeAgent.Cli.Demo;

/// <summary>Compares what the pole has in its log with what the center wrote down.</summary>
/// <param name="Raised">Entries of the log: events and manifests of clips.</param>
/// <param name="Waiting">Those that lie on the pole's disk for the next connection: the agent was stopped before their clip had gone.</param>
/// <param name="Missing">Those that the pole takes for delivered, and the center has not.</param>
internal sealed record Delivery(int Raised, int Waiting, IReadOnlyList<string> Missing)
{
    public static Delivery Compare(string dataDirectory, string received)
    {
        using var log = new OutboxReader(Path.Combine(dataDirectory, OutboxOptions.FileName));
        var raised = log.ReadPlaces().Select(place => Place(place.Stream, place.Sequence)).ToHashSet();
        var open = raised.Except(Manifests(received).Concat(Events(received)).Select(Place)).ToHashSet();
        var waiting = log.ReadTransfers().Select(transfer => transfer.Manifest)
            .Concat(Enum.GetValues<Severity>().SelectMany(stream => log.ReadPending(stream, _ => true, int.MaxValue)))
            .Select(entry => Place(entry.Stream, entry.Sequence))
            .Where(open.Contains)
            .ToHashSet();
        return new Delivery(raised.Count, waiting.Count, [.. open.Except(waiting).Order(StringComparer.Ordinal)]);
    }

    private static string Place(Severity stream, long sequence) => $"{stream.ToString().ToLowerInvariant()}/{sequence:D20}";

    private static IEnumerable<string> Events(string received) =>
        Path.Combine(received, "events.jsonl") is var path && File.Exists(path) ? File.ReadLines(path) : [];

    private static IEnumerable<string> Manifests(string received) =>
        Path.Combine(received, "clips") is var path && Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json").Select(File.ReadAllText)
            : [];

    private static string Place(string message)
    {
        using var document = JsonDocument.Parse(message);

        // A signed manifest has its place in the header beside what was signed.
        var place = document.RootElement.TryGetProperty("header", out var header) ? header : document.RootElement;
        return $"{place.GetProperty("severity").GetString()}/{place.GetProperty("sequence").GetString()}";
    }
}
