using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract;

/// <summary>CloudEvents 1.0 as the contract uses it, round a body.</summary>
internal static class EnvelopeSchema
{
    public static JsonObject Round(ContractMessage message, JsonObject body)
    {
        var camera = message.Members.HasFlag(EnvelopeMembers.Camera);
        var properties = new JsonObject
        {
            ["specversion"] = BodySchema.Constant("Version of CloudEvents.", "1.0"),
            ["type"] = BodySchema.Constant("What kind of message this is.", message.Type),
            ["source"] = BodySchema.Text(
                !message.FromPole ? "Who says it: `/center/` and a name." : camera ? "Who says it: `/{city}/{pole}/{camera}`." : "Who says it: `/{city}/{pole}`.",
                !message.FromPole ? null : camera ? $"/{Shape.Name}/{Shape.Name}/{Shape.Name}" : $"/{Shape.Name}/{Shape.Name}"),
            ["id"] = BodySchema.Text("Identity of this message: the same when it is sent again, so that a consumer drops what it has.", Shape.Uuid, "uuid"),
            ["time"] = BodySchema.Text("When it happened, in UTC.", Shape.UtcTime, "date-time"),
            ["datacontenttype"] = BodySchema.Constant("Of `data`.", "application/json"),
            ["dataschema"] = BodySchema.Constant("The `$id` of this schema.", SchemaId(message.Type)),
        };
        foreach (var (name, schema) in Extensions(message.Members).ToList())
        {
            properties[name] = schema!.DeepClone();
        }

        properties["data"] = body;
        // Only an event may be without a place: the critical one that the disk refuses.
        string[] optional = message == Messages.Event || message.Name.StartsWith("event.", StringComparison.Ordinal) ? ["log", "sequence"] : [];
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = BodySchema.Names(properties.Select(member => member.Key).Except(optional)),
            ["properties"] = properties,
        };
    }

    /// <summary>What the contract adds to CloudEvents.</summary>
    public static JsonObject Extensions(EnvelopeMembers members)
    {
        var properties = new JsonObject();
        Add(EnvelopeMembers.Mode, "mode", Words<PoleMode>("What the center may conclude: only `operational` concerns the police."));
        Add(EnvelopeMembers.Subject, "subject", BodySchema.Text("The event, or the clip, that it is about.", Shape.Uuid, "uuid"));
        Add(EnvelopeMembers.Severity, "severity", Words<Severity>("How urgent it is; each severity is a stream of its own, with its own sequence."));
        Add(EnvelopeMembers.Recipients, "recipients", BodySchema.Text(
            "Whom it concerns, such as `police`; several would be parted by commas. `operations` in any mode but `operational`. A later agent may name others."));
        Add(EnvelopeMembers.Sequence, "log", BodySchema.Text(
            "The pole's log that `sequence` counts in: another one after its storage was replaced. Absent where the pole's disk refuses to keep the message.", Shape.Uuid, "uuid"));
        Add(EnvelopeMembers.Sequence, "sequence", BodySchema.Text(
            "Its number within `log` and `severity`: twenty digits, from 1, without gaps. Absent where the pole's disk refuses to keep the message.", Shape.Sequence));
        return properties;

        void Add(EnvelopeMembers member, string name, JsonObject schema)
        {
            if (members.HasFlag(member))
            {
                properties[name] = schema;
            }
        }
    }

    public static string SchemaId(string type) => $"urn:edgeagent:schema:{type}";

    private static JsonObject Words<T>(string description)
        where T : struct, Enum
    {
        var schema = BodySchema.Words(typeof(T));
        schema.Insert(0, "description", description);
        return schema;
    }
}
