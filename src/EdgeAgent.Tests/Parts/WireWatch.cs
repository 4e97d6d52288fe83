using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Contract;
using MQTTnet;

[assembly: AssemblyFixture(typeof(EdgeAgent.Parts.WireWatch))]

namespace EdgeAgent.Parts;

/// <summary>
/// Hears all that the agent sends over MQTT while the tests run, keeps one message of each shape, and fails the run where one of them is not as
/// its schema says, or where no schema describes it.
/// </summary>
public sealed class WireWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
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
        // What is received may be forged on purpose; what the center sends is sent by the same sessions.
        if (value.Key == "sent" && value.Value is MqttApplicationMessage { Payload.Length: > 0 } message)
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
        var wrong = string.Join('\n', _strangers.Values) + (_samples.IsEmpty ? "" : SchemaValidator.Validate(_samples.Values));
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException($"what was sent is not as the contract says:\n{wrong}");
        }
    }

    private void Keep(MqttApplicationMessage message)
    {
        var found = Messages.All.FirstOrDefault(known => Matches(known.Topic.Split('/'), message.Topic.Split('/')));
        if (found is null)
        {
            _strangers.TryAdd(message.Topic, $"no message of the contract has the topic {message.Topic}");
        }
        else if (found.Form != MessageForm.Binary)
        {
            try
            {
                var body = JsonNode.Parse(message.Payload.ToArray())!;
                var type = (string?)body["type"] ?? found.Type;
                _samples.TryAdd($"{type} {Shape(body)}", (type, body));
            }
            catch (JsonException)
            {
                _strangers.TryAdd(message.Topic, $"on {message.Topic}: no JSON");
            }
        }
    }

    /// <summary>By the last levels: a root may have any number of them.</summary>
    private static bool Matches(string[] pattern, string[] topic) =>
        topic.Length >= pattern.Length + 2 && pattern.Zip(topic[^pattern.Length..]).All(level => level.First[0] == '{' || level.First == level.Second);

    private static string Shape(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.Select(member => $"{member.Key}:{Shape(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join('|', items.Select(Shape).Distinct().Order(StringComparer.Ordinal))}]",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };
}
