namespace EdgeAgent.Domain;

/// <summary>Takes events that must reach the center.</summary>
internal interface IEventSink
{
    /// <summary>Completes when the event is safe on disk. It waits for as long as the disk refuses, and loses nothing meanwhile.</summary>
    ValueTask RaiseAsync(EdgeEvent edgeEvent, CancellationToken cancellationToken);
}
