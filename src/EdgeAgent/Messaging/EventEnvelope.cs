using System.Globalization;
using System.Text;
using CloudNative.CloudEvents;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>Dresses events as the CloudEvents of the contract.</summary>
internal static class EventEnvelope
{
    public static CloudEvent Wrap(EdgeEvent edgeEvent, PoleIdentity pole, PoleMode mode) =>
        Wrap(edgeEvent, EventMessage.From(edgeEvent), pole, mode);

    /// <summary>A critical event that is on no disk: it has no place in a log, and is lost where nobody hears it.</summary>
    public static CloudEvent WrapUnwritten(EdgeEvent edgeEvent, PoleIdentity pole, PoleMode mode) =>
        Wrap(edgeEvent, EventMessage.From(edgeEvent) with { Durable = false }, pole, mode);

    public static CloudEvent Wrap(OutboxGap gap, Severity stream, PoleIdentity pole, PoleMode mode)
    {
        var message = Envelope.Create("edgeagent.gap.v1", $"/{pole}", gap.Id, gap.Utc.Value, GapMessage.From(gap)).WithMode(mode);
        message[Envelope.Severity] = MessageJson.KebabCase(stream);
        return message;
    }

    private static CloudEvent Wrap(EdgeEvent edgeEvent, EventMessage data, PoleIdentity pole, PoleMode mode)
    {
        var message = Envelope.Create(
            $"edgeagent.event.{edgeEvent.Type}.{MessageJson.KebabCase(edgeEvent.Phase)}.v1",
            $"/{pole}/{edgeEvent.Camera}",
            edgeEvent.Id,
            edgeEvent.Utc.Value,
            data).WithMode(mode);
        message.Subject = edgeEvent.EventId.ToString();
        message[Envelope.Severity] = MessageJson.KebabCase(edgeEvent.Severity);
        message[Envelope.Recipients] = EventRecipients.Of(edgeEvent.Type, mode, edgeEvent.Detail?.Verdict);
        return message;
    }

    /// <summary>The message of an entry, with its place in the log; null for a row that cannot be read.</summary>
    public static CloudEvent? Wrap(OutboxEntry entry, Guid log, PoleIdentity pole)
    {
        var message = entry switch
        {
            { Event: { } edgeEvent } => Wrap(
                edgeEvent, EventMessage.From(edgeEvent) with { Coalesced = entry.Coalesced > 0 ? entry.Coalesced : null }, pole, entry.Mode),
            { Gap: { } gap } => Wrap(gap, entry.Stream, pole, entry.Mode),
            _ => null,
        };
        if (message is not null)
        {
            // The stream: an event keeps the highest severity that it has had, whatever a later record says in its body.
            message[Envelope.Severity] = MessageJson.KebabCase(entry.Stream);
            message[Envelope.Log] = log.ToString();
            message[Envelope.Sequence] = entry.Sequence.ToString("D20", CultureInfo.InvariantCulture);
        }

        return message;
    }

    /// <summary>The event as one line of JSON, as the center would get it but for its place in a log.</summary>
    public static string ToJsonLine(EdgeEvent edgeEvent, PoleIdentity pole, PoleMode mode) =>
        Encoding.UTF8.GetString(Envelope.Encode(Wrap(edgeEvent, pole, mode)));
}
