using System.Collections.Immutable;
using EdgeAgent.Contract.Params;
using EdgeAgent.Control.Verbs;

namespace EdgeAgent.Contract;

/// <summary>What each verb of a command takes and answers.</summary>
/// <param name="Verb">Such as <c>snapshot</c>.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Params">Record of what it takes; null for nothing.</param>
/// <param name="Result">Record of what its reply says; null where it says no more than that it is done.</param>
internal sealed record VerbCatalog(string Verb, string Meaning, Type? Params = null, Type? Result = null)
{
    public static ImmutableArray<VerbCatalog> All { get; } =
    [
        new("audit", "A page of the audit log.", typeof(AuditParams), typeof(AuditResult)),
        new("clip", "A piece of a recording, which goes out as a clip does, under the id `jti`.", typeof(ClipParams), typeof(ClipResult)),
        new("hold", "Exempts a piece of a recording from retention, or lets go of it.", typeof(HoldParams), typeof(HoldResult)),
        new("log-level", "Another log level for a while.", typeof(LogLevelParams)),
        new("mode", "What every message says from now on of what the center may conclude.", typeof(ModeParams)),
        new("output", "Beacon, siren or relay: refused by agents that drive none."),
        new("rebirth", "State, meta, health and statuses anew."),
        new("replay", "Sends ranges of the log again.", typeof(ReplayParams), typeof(ReplayResult)),
        new("restart-camera", "Ends a camera's stages as a stop does, and begins them anew.", typeof(CameraParams)),
        new("search", "Looks back for whom or what fits a description.", typeof(SearchParams), typeof(SearchResult)),
        new("snapshot", "What a camera sees now.", typeof(CameraParams), typeof(SnapshotResult)),
        new("verdict", "What a person says of an event: it goes out as an update of it.", typeof(VerdictParams)),
    ];
}
