using System.Collections.Immutable;
using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>Events and times in a few words, in letters that the font has.</summary>
internal static class EventWords
{
    private const int MostIds = 4;

    /// <summary>Such as <c>0:12.4</c> or <c>1:02:03.0</c>.</summary>
    public static string Offset(MediaTime time)
    {
        var tenths = (long)Math.Round(time.TotalSeconds * 10);
        var (hours, minutes, seconds) = (tenths / 36000, tenths / 600 % 60, tenths % 600 / 10.0);
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{seconds:00.0}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds:00.0}");
    }

    /// <summary>Such as <c>3.4 s</c>.</summary>
    public static string Length(TimeSpan length) => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.0} s");

    /// <summary>Such as <c>INTRUSION 침입</c>.</summary>
    public static string Name(EdgeEvent edgeEvent)
    {
        var name = edgeEvent.Type.ToUpperInvariant();
        return EventTypes.KoreanName(edgeEvent.Type) is { } korean ? LabelFont.Writable($"{name} {korean}", name) : name;
    }

    /// <summary>What was seen, such as <c>person 2</c>; what kind of event it is where nothing was, such as <c>covered</c>.</summary>
    public static string Subject(EdgeEvent edgeEvent) => edgeEvent is { ObjectClass: null, Tracks.IsDefaultOrEmpty: true }
        ? edgeEvent.Detail?.Kind ?? ""
        : string.Join(' ', new[] { edgeEvent.ObjectClass }.OfType<string>().Concat(Ids(edgeEvent.Tracks, edgeEvent.ObjectClass is null)).Concat(Order(edgeEvent)));

    /// <summary>It resembles who is looked for; nobody says that it is them.</summary>
    private static IEnumerable<string> Order(EdgeEvent edgeEvent) => edgeEvent.Detail is { Order: { } order, Match: { } match }
        ? [string.Create(CultureInfo.InvariantCulture, $"resembles {order.Id} {match.Score:0.00}")]
        : [];

    private static IEnumerable<string> Ids(ImmutableArray<int> tracks, bool nameless)
    {
        if (tracks.IsDefaultOrEmpty)
        {
            yield break;
        }

        if (nameless)
        {
            yield return "track";
        }

        foreach (var id in tracks.Take(MostIds))
        {
            yield return id.ToString(CultureInfo.InvariantCulture);
        }

        // A crowd of thirty has no place for their numbers.
        if (tracks.Length > MostIds)
        {
            yield return $"+{tracks.Length - MostIds}";
        }
    }
}
