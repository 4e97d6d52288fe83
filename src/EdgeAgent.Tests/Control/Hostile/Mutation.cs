using System.Text;
using System.Text.Json.Nodes;

namespace EdgeAgent.Control.Hostile;

/// <summary>Breaks bytes and JSON; everything follows from the random numbers.</summary>
internal static class Mutation
{
    private static readonly string[] Nasty =
    [
        "null", "true", "-1", "0", "1e400", "1e-400", "9223372036854775807", "9223372036854775808", "-0", "0.1", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"",
        "[]", "{}", "[[[[[[[[[[]]]]]]]]]]", "{\"a\":1,\"a\":2}", "\"2026-13-40T99:99:99Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59+14:00\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"../../../etc/passwd\"", "\"seoul/pole-7\"", "\"$(reboot)\"",
    ];

    /// <summary>Bits flipped, pieces cut out, doubled or put in.</summary>
    public static byte[] OfBytes(byte[] bytes, Random random)
    {
        List<byte> broken = [.. bytes];
        for (var i = random.Next(1, 5); i > 0 && broken.Count > 0; i--)
        {
            var (at, length) = (random.Next(broken.Count), random.Next(1, 20));
            length = Math.Min(length, broken.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    broken[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    broken.RemoveRange(at, length);
                    break;
                case 2:
                    broken.InsertRange(at, broken.GetRange(at, length));
                    break;
                case 3:
                    broken.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    broken.RemoveRange(at, broken.Count - at);
                    break;
            }
        }

        return [.. broken];
    }

    /// <summary>One value somewhere becomes another, one that no one would send.</summary>
    public static string OfValue(JsonObject json, Random random)
    {
        var places = Places(json).ToList();
        var (parent, key) = places[random.Next(places.Count)];
        var mark = $"@{random.NextInt64()}@";
        if (parent is JsonObject members)
        {
            members[(string)key] = mark;
        }
        else
        {
            parent.AsArray()[(int)key] = mark;
        }

        var value = random.Next(10) switch
        {
            0 => $"\"{new string('가', random.Next(1, 5000))}\"",
            1 => $"[{string.Join(',', Enumerable.Repeat("1", random.Next(1, 5000)))}]",
            2 => new string('[', 500) + new string(']', 500),
            _ => Nasty[random.Next(Nasty.Length)],
        };
        return json.ToJsonString().Replace($"\"{mark}\"", value, StringComparison.Ordinal);
    }

    /// <summary>A member stands twice.</summary>
    public static string Twice(JsonObject json, Random random)
    {
        var name = json.ElementAt(random.Next(json.Count)).Key;
        return json.ToJsonString().Insert(1, $"\"{name}\":{Nasty[random.Next(5)]},");
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => Of(node, member.Key, member.Value)),
        JsonArray items => items.SelectMany((item, i) => Of(node, i, item)),
        _ => [],
    };

    private static IEnumerable<(JsonNode Parent, object Key)> Of(JsonNode parent, object key, JsonNode? value) =>
        value is null ? [(parent, key)] : Places(value).Prepend((parent, key));
}
