using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>CloudEvents 1.0 in structured mode, with the contract's extension attributes.</summary>
internal static class Envelope
{
    public const string ContentType = "application/cloudevents+json";

    /// <summary>Of the contract; a released one only grows.</summary>
    public const string SchemaVersion = "v1";

    public static readonly CloudEventAttribute Log = CloudEventAttribute.CreateExtension("log", CloudEventAttributeType.String);

    public static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);

    public static readonly CloudEventAttribute Severity = CloudEventAttribute.CreateExtension("severity", CloudEventAttributeType.String);

    public static readonly CloudEventAttribute Mode = CloudEventAttribute.CreateExtension("mode", CloudEventAttributeType.String);

    /// <summary>Who is told of an event, one of <see cref="EventRecipients"/>; several would be parted by commas.</summary>
    public static readonly CloudEventAttribute Recipients = CloudEventAttribute.CreateExtension("recipients", CloudEventAttributeType.String);

    private static readonly CloudEventAttribute[] Extensions = [Log, Sequence, Severity, Mode, Recipients];

    private static readonly JsonEventFormatter Formatter = new(MessageJson.Options, default);

    /// <param name="type">Such as <c>edgeagent.state.v1</c>; its schema is <c>urn:edgeagent:schema:</c> and the type.</param>
    /// <param name="source"><c>/{city}/{pole}</c> or <c>/{city}/{pole}/{camera}</c>.</param>
    /// <param name="id">A consumer deduplicates by it.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="data">A message record.</param>
    public static CloudEvent Create(string type, string source, Guid id, DateTimeOffset time, object data) => new(Extensions)
    {
        Type = type,
        Source = new Uri(source, UriKind.Relative),
        Id = id.ToString(),
        Time = MessageJson.ToMilliseconds(time),
        DataContentType = "application/json",
        DataSchema = new Uri($"urn:edgeagent:schema:{type}"),
        Data = data,
    };

    public static CloudEvent WithMode(this CloudEvent message, PoleMode mode)
    {
        message[Mode] = MessageJson.KebabCase(mode);
        return message;
    }

    /// <summary>One line of UTF-8 JSON.</summary>
    public static byte[] Encode(CloudEvent message) => Formatter.EncodeStructuredModeMessage(message, out _).ToArray();

    /// <summary>Takes a received message apart.</summary>
    /// <returns>False with the reason where it is not a CloudEvent with a body of that shape.</returns>
    public static bool TryDecode<T>(ReadOnlyMemory<byte> payload, out CloudEvent message, out T data, out string reason)
        where T : class
    {
        (message, data, reason) = (null!, null!, "");
        try
        {
            message = Formatter.DecodeStructuredModeMessage(payload, new ContentType(ContentType), Extensions);
            if (message.Data is JsonElement element && element.Deserialize<T>(MessageJson.Options) is { } body)
            {
                data = body;
                return true;
            }

            reason = "it has no data";
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException or NotSupportedException)
        {
            reason = e.Message.ReplaceLineEndings(" ");
        }

        return false;
    }
}
