using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Recordings;

/// <summary><c>manifest.json</c> of an export: what it holds, and what it could not.</summary>
/// <param name="Format">Always <c>edgeagent-export-1</c>; a later one only grows.</param>
/// <param name="Agent">Version of the program that made it.</param>
/// <param name="ExportedAt">By the pole's clock.</param>
internal sealed record ExportManifest(
    string Format,
    string Agent,
    string City,
    string Pole,
    DateTimeOffset ExportedAt,
    DateTimeOffset AskedStart,
    DateTimeOffset AskedEnd,
    ImmutableArray<ExportedCamera> Cameras)
{
    public static JsonSerializerOptions Json { get; } = new(MessageJson.Options) { WriteIndented = true };

    public static ExportManifest Of(AskedRange range, DateTimeOffset now, IEnumerable<ExportedCamera> cameras) => new(
        "edgeagent-export-1",
        typeof(ExportManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        range.Options.City,
        range.Options.Pole,
        now,
        range.From,
        range.To,
        [.. cameras]);
}
