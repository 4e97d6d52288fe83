using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>A point as <c>[x, y]</c>.</summary>
internal sealed class NormalizedPointConverter : JsonConverter<NormalizedPoint>
{
    public override NormalizedPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<float[]>(ref reader, options) is [var x, var y]
            ? new NormalizedPoint(x, y)
            : throw new JsonException("A point has two numbers.");

    public override void Write(Utf8JsonWriter writer, NormalizedPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.X);
        writer.WriteNumberValue(value.Y);
        writer.WriteEndArray();
    }
}
