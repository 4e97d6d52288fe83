using System.Threading.Channels;
using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

/// <summary>Carries one camera's events to the sink in order, so that a disk that refuses holds up no frame. Events are never dropped.</summary>
internal sealed class EventPump(IEventSink sink)
{
    private readonly Channel<EdgeEvent> _events = Channel.CreateUnbounded<EdgeEvent>(new UnboundedChannelOptions { SingleReader = true });

    public void Post(EdgeEvent edgeEvent) => _events.Writer.TryWrite(edgeEvent);

    /// <summary>No more events will come; <see cref="RunAsync"/> ends when the last one is safe.</summary>
    public void Complete() => _events.Writer.TryComplete();

    /// <summary>Runs until <see cref="Complete"/>, or until the caller gives up waiting for the disk.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var edgeEvent in _events.Reader.ReadAllAsync(cancellationToken))
        {
            await sink.RaiseAsync(edgeEvent, cancellationToken);
        }
    }
}
