using System.Globalization;
using System.Text;
using CloudNative.CloudEvents;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>Dresses events and clip manifests as the CloudEvents of the contract.</summary>
internal static class EventEnvelope
{
    public static CloudEvent Wrap(EdgeEvent edgeEvent, PoleIdentity pole, PoleMode mode)
    {
        var message = Envelope.Create(
            $"edgeagent.event.{edgeEvent.Type}.{MessageJson.KebabCase(edgeEvent.Phase)}.v1",
            $"/{pole}/{edgeEvent.Camera}",
            edgeEvent.Id,
            edgeEvent.Utc.Value,
            EventMessage.From(edgeEvent)).WithMode(mode);
        message.Subject = edgeEvent.EventId.ToString();
        message[Envelope.Severity] = MessageJson.KebabCase(edgeEvent.Severity);
        message[Envelope.Recipients] = EventRecipients.Of(edgeEvent.Type, mode, edgeEvent.Detail?.Verdict);
        return message;
    }

    public static CloudEvent Wrap(Clip clip, Severity severity, PoleIdentity pole, PoleMode mode)
    {
        var message = Envelope.Create(
            "edgeagent.clip.manifest.v1",
            $"/{pole}/{clip.Camera}",
            clip.Id,
            clip.ActualStart.Value,
            ClipManifestMessage.From(clip)).WithMode(mode);
        message.Subject = clip.Id.ToString();
        message[Envelope.Severity] = MessageJson.KebabCase(severity);
        return message;
    }

    /// <summary>The message of an entry, with its place in the log; null for a row that cannot be read.</summary>
    public static CloudEvent? Wrap(OutboxEntry entry, Guid log, PoleIdentity pole)
    {
        var message = entry switch
        {
            { Event: { } edgeEvent } => Wrap(edgeEvent, pole, entry.Mode),
            { Clip: { } clip } => Wrap(clip, entry.Stream, pole, entry.Mode),
            _ => null,
        };
        if (message is not null)
        {
            message[Envelope.Log] = log.ToString();
            message[Envelope.Sequence] = entry.Sequence.ToString("D20", CultureInfo.InvariantCulture);
        }

        return message;
    }

    /// <summary>The event as one line of JSON, as the center would get it but for its place in a log.</summary>
    public static string ToJsonLine(EdgeEvent edgeEvent, PoleIdentity pole, PoleMode mode) =>
        Encoding.UTF8.GetString(Envelope.Encode(Wrap(edgeEvent, pole, mode)));
}
