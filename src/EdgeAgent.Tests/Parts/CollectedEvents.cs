using System.Threading.Channels;
using EdgeAgent.Domain;

namespace EdgeAgent.Parts;

/// <summary>A sink that a test reads.</summary>
internal sealed class CollectedEvents : IEventSink
{
    private readonly Channel<EdgeEvent> _events = Channel.CreateUnbounded<EdgeEvent>();

    public ChannelReader<EdgeEvent> Reader => _events.Reader;

    public ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken) => _events.Writer.WriteAsync(edgeEvent, cancellationToken);
}
