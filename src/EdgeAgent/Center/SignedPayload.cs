using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeAgent.Center;

/// <summary>What a signed message says, for showing it: whose signature it is, nobody has looked.</summary>
internal static class SignedPayload
{
    /// <summary>Null where it is no such message.</summary>
    public static JsonObject? Peek(byte[] message)
    {
        try
        {
            return (string?)JsonNode.Parse(message)?["payload"] is { } payload ? JsonNode.Parse(Base64Url.DecodeFromChars(payload)) as JsonObject : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
