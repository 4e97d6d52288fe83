using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>An order as <see cref="OrderReader"/> reads it; the same order gives the same text.</summary>
internal static class OrderJson
{
    public static string Write(SearchOrder order)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var description = order.Description;
            writer.WriteStartObject();
            writer.WriteString("id", order.Id);
            writer.WriteString("case", order.Case);
            writer.WriteString("officer", order.Officer);
            writer.WriteString("purpose", order.Purpose);
            WriteIf("since", order.Since is { } since ? Of(since) : null);
            writer.WriteString("until", Of(order.Until));
            WriteList("cameras", order.Cameras.Select(camera => camera.Value));
            writer.WriteNumber("leastScore", order.LeastScore);
            writer.WriteString("kind", DescriptionWords.Of(description.Kind));
            WriteList("top", description.Tops.Colors.Select(DescriptionWords.Of));
            WriteList("bottom", description.Bottoms.Colors.Select(DescriptionWords.Of));
            WriteList("color", description.Body.Colors.Select(DescriptionWords.Of));
            WriteIf("age", description.Age is { } age ? DescriptionWords.Of(age) : null);
            if (description.Company is { } company)
            {
                writer.WriteBoolean("alone", company == Company.Alone);
            }

            WriteIf("with", description.Carried == Carried.None ? null : DescriptionWords.Of(description.Carried));
            WriteIf("heading", description.Heading is { } heading ? DescriptionWords.Of(heading) : null);
            writer.WriteEndObject();

            void WriteIf(string name, string? value)
            {
                if (value is not null)
                {
                    writer.WriteString(name, value);
                }
            }

            void WriteList(string name, IEnumerable<string> values)
            {
                using var each = values.GetEnumerator();
                if (!each.MoveNext())
                {
                    return;
                }

                writer.WriteStartArray(name);
                do
                {
                    writer.WriteStringValue(each.Current);
                }
                while (each.MoveNext());
                writer.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
