using EdgeAgent.Domain;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Pipeline;

/// <summary>Before the real sink: notes of each match that it was told, once its event is safe there.</summary>
internal sealed class ToldMatches(IEventSink sink, OrderBook book) : IEventSink
{
    public async ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken)
    {
        await sink.RaiseAsync(edgeEvent, cancellationToken);
        if (edgeEvent is { Phase: EventPhase.Start, Tracks: [var track], Detail: { Order: { } order, Seen: { } seen } })
        {
            book.Told(order.Id, new SightingKey(edgeEvent.Camera, seen.BootId, track, seen.Start));
        }
    }
}
