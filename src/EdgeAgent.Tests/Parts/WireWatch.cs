using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Contract;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using MQTTnet;

[assembly: AssemblyFixture(typeof(EdgeAgent.Parts.WireWatch))]

namespace EdgeAgent.Parts;

/// <summary>
/// Hears all that the agent sends over MQTT while the tests run, keeps one message of each shape, and fails the run where one of them is not as
/// its schema says, or where no schema describes it. EDGEAGENT_WIRE_SAMPLES names a file that keeps them: the contract's examples are taken from it.
/// </summary>
public sealed class WireWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    /// <summary>Client id of a test that sends what is wrong on purpose: it is passed over.</summary>
    internal const string Forger = "forger";

    private readonly ConcurrentDictionary<string, (string Type, JsonNode Message)> _samples = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _strangers = new(StringComparer.Ordinal);
    private readonly IDisposable _listeners;

    public WireWatch() => _listeners = DiagnosticListener.AllListeners.Subscribe(this);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "EdgeAgent.Mqtt")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // What is received may be forged on purpose, but for answers and statuses: their pole is a process of its own, whose sending is not seen
        // here. What the center sends is sent by the same sessions.
        if (value.Value is WireMessage { ClientId: not Forger, Message: { Payload.Length: > 0 } message }
            && (value.Key == "sent" || message.Topic.Contains("/reply/", StringComparison.Ordinal) || message.Topic.EndsWith("/status", StringComparison.Ordinal)))
        {
            Keep(message);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _listeners.Dispose();
        if (Environment.GetEnvironmentVariable("EDGEAGENT_WIRE_SAMPLES") is { Length: > 0 } file)
        {
            File.WriteAllLines(file, _samples.Values.Select(sample => $"{sample.Type} {sample.Message.ToJsonString()}"));
        }

        var wrong = string.Concat(_strangers.Values.Select(line => $"{line}\n")) + (_samples.IsEmpty ? "" : SchemaValidator.Validate(_samples.Values));
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException($"what was sent is not as the contract says:\n{wrong}");
        }
    }

    private void Keep(MqttApplicationMessage message)
    {
        var found = Messages.All.Where(known => Matches(known.Topic.Split('/'), message.Topic.Split('/'))).ToList();
        if (found.Count == 0)
        {
            _strangers.TryAdd(message.Topic, $"no message of the contract has the topic {message.Topic}");
        }
        else if (found[0].Form != MessageForm.Binary)
        {
            try
            {
                var body = Object(message.Payload.ToArray());
                var form = message.ContentType == Jws.ContentType ? MessageForm.Signed : MessageForm.CloudEvent;
                var type = found.Find(known => known.Form == form) is not { } kind ? $"{form} on {message.Topic}"
                    : form == MessageForm.Signed ? Detailed(kind.Type, Payload(body)["verb"])
                    : Detailed((string?)body["type"] ?? kind.Type, body["data"]?["verb"]);
                _samples.TryAdd($"{type} {ShapeOf(body)}", (type, body));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
            {
                _strangers.TryAdd(message.Topic, $"on {message.Topic}: {e.Message}");
            }
        }
    }

    private static JsonObject Payload(JsonObject jws) => Object(Base64Url.DecodeFromChars((string?)jws["payload"]));

    private static JsonObject Object(byte[] json) => JsonNode.Parse(json) as JsonObject ?? throw new JsonException("no JSON object");

    /// <summary>The schema of the verb, where there is one.</summary>
    private static string Detailed(string type, JsonNode? verb)
    {
        var detailed = type.Replace(".v1", $".{verb}.v1", StringComparison.Ordinal);
        return verb is not null && SchemaSet.All.ContainsKey(detailed) ? detailed : type;
    }

    /// <summary>By the last levels: a root may have any number of them.</summary>
    private static bool Matches(string[] pattern, string[] topic) =>
        topic.Length >= pattern.Length + 2 && pattern.Zip(topic[^pattern.Length..]).All(level => level.First[0] == '{' || level.First == level.Second);

    private static string ShapeOf(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.Select(member => $"{member.Key}:{ShapeOf(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join('|', items.Select(ShapeOf).Distinct().Order(StringComparer.Ordinal))}]",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };
}
