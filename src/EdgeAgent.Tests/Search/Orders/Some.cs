using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>Orders, tracks and what is known of them, as a test needs them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static readonly BoundingBox Box = new(0.4f, 0.4f, 0.1f, 0.3f);

    public static SearchOrder Order(string id = "jacket", NamedColor top = NamedColor.Red, NamedColor bottom = NamedColor.Blue) => new()
    {
        Id = id,
        Case = "2026-1105-112",
        Officer = "kim",
        Purpose = "missing child",
        Since = Noon - TimeSpan.FromHours(1),
        Until = Noon + TimeSpan.FromHours(6),
        Description = new Description { Tops = new ColorSet(top), Bottoms = new ColorSet(bottom) },
    };

    public static OrderSet Set(params ReadOnlySpan<SearchOrder> orders) => new(1, [.. orders], []);

    public static LiveOrder Live(SearchOrder order) => new(order, new DescriptionMatcher(order.Description));

    public static OrdersInForce InForce(params SearchOrder[] orders) => new(1, [.. orders.Select(Live)]);

    public static Domain.Appearance Wears(NamedColor top, NamedColor bottom, float score = 1) =>
        new() { Tops = ColorEstimate.Of(top, score), Bottoms = ColorEstimate.Of(bottom, score) };

    public static Domain.Appearance Fits => Wears(NamedColor.Red, NamedColor.Blue);

    public static Domain.Appearance Differs => Wears(NamedColor.White, NamedColor.Black);

    public static Track Track(int id, double seconds, TrackState state = TrackState.Confirmed) =>
        new(id, 0, state, Box, 0.8f, MediaTime.FromSeconds(10), MediaTime.FromSeconds(seconds));

    public static TrackAppearance Seen(int track, Domain.Appearance appearance, bool isClear = true) =>
        new(track, appearance) { FirstClearView = isClear ? MediaTime.FromSeconds(10) : null };

    public static Sighting Sighting(int track, Domain.Appearance appearance, DateTimeOffset from, string camera = "gate") => new()
    {
        Id = Guid.CreateVersion7(from),
        Camera = new CameraId(camera),
        Track = track,
        BootId = Guid.Empty,
        From = MediaTime.FromSeconds(track),
        To = MediaTime.FromSeconds(track + 5),
        FromUtc = new UtcTime(from, Synchronised: true),
        ToUtc = new UtcTime(from + TimeSpan.FromSeconds(5), Synchronised: true),
        Appearance = appearance,
        BestBox = Box,
        BestTime = MediaTime.FromSeconds(track + 1),
        BestUtc = new UtcTime(from, Synchronised: true),
    };
}
