using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Messaging;

/// <summary>
/// Manifests as they are sent: signed when the clip was added, with their place in the log beside what was signed, since a place may change and a
/// signature must not.
/// </summary>
internal sealed class ClipManifests(OutboxLog outbox, Topics topics)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(24);

    /// <param name="entry">Of a clip.</param>
    /// <exception cref="ProblemException">The disk refuses.</exception>
    /// <returns>Null where there is none.</returns>
    public MqttApplicationMessage? Message(OutboxEntry entry)
    {
        var clip = entry.Clip!;
        if (outbox.ReadManifest(clip.Id) is not { } manifest)
        {
            return null;
        }

        var signed = JsonNode.Parse(manifest)!;
        var sequence = entry.Sequence.ToString("D20", CultureInfo.InvariantCulture);
        var place = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["log"] = entry.Log.ToString(),
            ["mode"] = MessageJson.KebabCase(entry.Mode),
            ["sequence"] = sequence,
            ["severity"] = MessageJson.KebabCase(entry.Stream),
        };

        // The unprotected header of RFC 7515, 7.2.2.
        signed["header"] = JsonSerializer.SerializeToNode(place);
        var builder = new MqttApplicationMessageBuilder()
            .WithTopic(topics.ClipManifest(clip.Id))
            .WithPayload(JsonSerializer.SerializeToUtf8Bytes(signed))
            .WithContentType(Jws.ContentType)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithMessageExpiryInterval((uint)Expiry.TotalSeconds)
            .WithUserProperty("type", Encoding.UTF8.GetBytes(ClipSealer.Type));
        foreach (var (name, value) in place.Where(p => p.Key != "log"))
        {
            builder.WithUserProperty(name, Encoding.UTF8.GetBytes(value));
        }

        return builder.Build();
    }
}
