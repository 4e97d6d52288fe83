using System.Globalization;
using EdgeAgent.Center;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Center;

/// <summary>What a notice says to an operator, in one line; null for those that only a program wants.</summary>
internal static class NoticeText
{
    public static string? Of(CenterNotice notice) => notice switch
    {
        CenterNotice.Listening => "listening",
        CenterNotice.Interrupted { Problem: var problem } => $"interrupted: {problem}",
        CenterNotice.State { Pole: var pole, Message: var state } =>
            $"{pole.Pole}: {(state.Online ? "online" : "OFFLINE")} (epoch {state.Epoch}, {state.Reason})",
        CenterNotice.Health { Pole: var pole, Message: { Faults.Length: > 0 } health } =>
            $"{pole.Pole}: {string.Join("; ", health.Faults.Select(fault => $"{fault.Code}: {fault.Message}"))}",
        CenterNotice.Event e => OfEvent(e),
        CenterNotice.Gap { Pole: var pole, Message: var gap } =>
            $"{pole.Pole}: will never send {string.Join(", ", gap.Ranges.Select(range => $"{range.Stream.ToString().ToLowerInvariant()} {range.From}-{range.To}"))} ({gap.Reason})",
        CenterNotice.Still { File: { } file } still => string.Create(CultureInfo.InvariantCulture, $"still of event {still.EventId}: {still.SizeBytes / 1e3:0} kB, SHA-256 right, {file}"),
        CenterNotice.ClipAnnounced { Manifest: var manifest } => $"clip {manifest.ClipId}: {Seconds(manifest)} s",
        CenterNotice.ClipComplete complete => OfClip(complete),
        CenterNotice.ClipFailed failed => $"clip {failed.ClipId}: {failed.Reason}{(failed.Final ? "" : ", asked for again")}",
        CenterNotice.Malformed bad => $"left out what came on {bad.Topic}: {bad.Reason} ({bad.Count} so far)",
        _ => null,
    };

    private static string OfEvent(CenterNotice.Event notice)
    {
        var e = notice.Message;
        var name = EventTypes.KoreanName(e.Type) is { } korean ? $"{e.Type} ({korean})" : e.Type;
        var how = e.Phase == EventPhase.Start
            ? $"ALERT {e.Severity.ToString().ToLowerInvariant()}"
            : string.Create(CultureInfo.InvariantCulture, $"{e.Phase.ToString().ToLowerInvariant()} after {e.DurationSeconds:0.0} s{(e.Reason is null ? "" : $" ({e.Reason})")}");
        return $"{notice.Pole.Pole}/{e.Camera}: {how}: {string.Join(", ", [name, .. What(e).Where(words => words.Length > 0)])}";
    }

    /// <summary>A camera that is covered has neither class nor track nor zone.</summary>
    private static IEnumerable<string> What(EventMessage e)
    {
        yield return e.ObjectClass is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{e.ObjectClass} {e.Score:0.00}");
        yield return e.Tracks is { IsDefaultOrEmpty: false } tracks ? $"track {string.Join(", ", tracks)}" : "";
        yield return e.Zone is null ? "" : $"zone {e.Zone}";
        yield return e.Line is null ? "" : $"line {e.Line}";
        yield return e.Code ?? "";
        yield return e.Detail is { } detail
            ? DetailWords.Of(
                detail.Kind,
                detail.Count,
                detail.Direction,
                detail.Counts is { IsDefault: false } counts ? counts.OfType<LineCount>() : [],
                detail.Parties is { IsDefault: false } parties ? parties.OfType<EventPartyMessage>().Select(party => (party.Track, party.ObjectClass)) : [],
                detail.Suppressed)
            : "";
        yield return e.Detail is { } found ? DetailWords.OfMatch(found.Order, found.Match, found.Heading, found.Past, found.More) : "";
    }

    private static string OfClip(CenterNotice.ClipComplete complete)
    {
        var parts = complete.Manifest.Parts;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"clip {complete.Manifest.ClipId}: {Seconds(complete.Manifest)} s, {parts.Sum(p => p.SizeBytes) / 1e6:0.0} MB in {parts.Sum(p => p.Blocks)} blocks, SHA-256 right{Missing(complete.Manifest)}, {string.Join(", ", complete.Files)}");
    }

    /// <summary>Such as <c>, in 2 parts, 3.4 s missing (reconnect)</c>; nothing for a clip that is whole in one file.</summary>
    private static string Missing(ClipManifestMessage manifest)
    {
        var gaps = manifest.Gaps ?? [];
        var seconds = gaps.Sum(gap => (gap.To - gap.From).TotalSeconds);
        var parts = manifest.Parts.Length > 1 ? $", in {manifest.Parts.Length} parts" : "";
        return gaps.IsEmpty ? parts : string.Create(
            CultureInfo.InvariantCulture,
            $"{parts}, {(seconds > 0 ? $"{seconds:0.0} s missing" : "nothing missing")} ({string.Join(", ", gaps.Select(gap => gap.Reason).Distinct())})");
    }

    private static string Seconds(ClipManifestMessage manifest) =>
        manifest.Parts.Sum(p => p.DurationSeconds).ToString("0.0", CultureInfo.InvariantCulture);
}
