using EdgeAgent.Domain;

namespace EdgeAgent.Imaging.Drawing;

/// <summary>The events that go on, and for a moment those that have ended.</summary>
internal sealed class OpenEvents(IReadOnlyDictionary<string, string> zoneNames)
{
    // As long as it takes to read that it is over.
    private static readonly TimeSpan ShownAfterEnd = TimeSpan.FromSeconds(2);

    private readonly List<(EdgeEvent Start, EdgeEvent? End)> _events = [];
    private MediaTime _now;

    public void Take(MediaTime now, IReadOnlyList<EdgeEvent> events)
    {
        _now = now;
        foreach (var edgeEvent in events)
        {
            switch (edgeEvent.Phase)
            {
                case EventPhase.Start:
                    _events.Add((edgeEvent, null));
                    break;
                case EventPhase.End:
                    var index = _events.FindIndex(known => known.Start.EventId == edgeEvent.EventId);
                    if (index >= 0)
                    {
                        _events[index] = (_events[index].Start, edgeEvent);
                    }

                    break;
            }
        }

        _events.RemoveAll(known => known.End is { } end && now - end.Time > ShownAfterEnd);
    }

    public bool IsAlarming(int trackId) => _events.Exists(known => known.End is null && known.Start.Tracks.Contains(trackId));

    public bool IsActive(Zone zone) => _events.Exists(known => known.End is null && known.Start.Zone == zone.Id);

    /// <summary>Those that go on first, the latest first.</summary>
    public IReadOnlyList<BannerLine> Lines() =>
        [.. _events.OrderBy(known => known.End is not null).ThenByDescending(known => known.Start.Time).Select(Line)];

    private BannerLine Line((EdgeEvent Start, EdgeEvent? End) known)
    {
        var (start, end) = known;
        var (name, subject, zone) = (EventWords.Name(start), EventWords.Subject(start), ZoneOf(start));
        return end is null
            ? new BannerLine($"{name}  {zone}  {subject}  {EventWords.Length(_now - start.Time)}", $"{name} {subject}", Open: true)
            : new BannerLine($"{name}  {zone}  {subject}  ended after {EventWords.Length(end.Duration)}: {end.Reason}", $"ended: {end.Reason}", Open: false);
    }

    private string ZoneOf(EdgeEvent edgeEvent) =>
        edgeEvent.Zone is not { } id ? edgeEvent.Line ?? "" : zoneNames.TryGetValue(id, out var name) ? LabelFont.Writable(name, id) : id;
}
