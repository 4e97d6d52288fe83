using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract;

/// <summary>The schemas of all messages, by type.</summary>
internal static class SchemaSet
{
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    public static IReadOnlyDictionary<string, JsonObject> All { get; } = Create();

    public static JsonObject Of(ContractMessage message) => All[message.Type];

    private static SortedDictionary<string, JsonObject> Create()
    {
        var all = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var message in Messages.All)
        {
            all.Add(message.Type, Schema(message));
        }

        foreach (var entry in VerbCatalog.All)
        {
            foreach (var schema in (JsonObject[])[Command(entry), Reply(entry)])
            {
                all.Add(((string)schema["$id"]!)[EnvelopeSchema.SchemaId("").Length..], schema);
            }
        }

        foreach (var entry in EventCatalog.All)
        {
            foreach (var phase in Enum.GetValues<EventPhase>().Select(MessageJson.KebabCase))
            {
                var message = Messages.Event with
                {
                    Name = $"event.{entry.Type}.{phase}",
                    Title = $"{entry.Type}, {phase}",
                    Description = entry.Meaning,
                };
                var schema = Schema(message);
                var data = schema["properties"]!["data"]!["properties"]!.AsObject();
                data["type"] = BodySchema.Constant("Type of the event.", entry.Type);
                data["phase"] = BodySchema.Constant("What this message tells of it.", phase);
                var detail = data["detail"]!["properties"]!.AsObject();
                foreach (var name in detail.Select(member => member.Key).Except(entry.Details).ToList())
                {
                    detail.Remove(name);
                }

                all.Add(message.Type, schema);
            }
        }

        return all;
    }

    private static JsonObject Command(VerbCatalog entry)
    {
        var schema = Schema(Of("command", entry));
        var claims = schema["properties"]!["payload"]!["contentSchema"]!;
        claims["properties"]!["verb"] = BodySchema.Constant("What is asked for.", entry.Verb);
        var parameters = entry.Params is { } type ? BodySchema.Of(type) : new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() };
        parameters.Insert(0, "description", entry.Params is null ? "It takes nothing." : "What it takes; what it does not know is refused.");
        if (parameters["required"] is JsonArray { Count: > 0 })
        {
            claims["required"]!.AsArray().Add("params");
        }

        claims["properties"]!["params"] = parameters;
        return schema;
    }

    private static JsonObject Reply(VerbCatalog entry)
    {
        var schema = Schema(Of("reply", entry));
        // It says itself to be a reply, as all of them do.
        schema["properties"]!["type"]!["const"] = "edgeagent.reply.v1";
        schema["properties"]!["dataschema"]!["const"] = EnvelopeSchema.SchemaId("edgeagent.reply.v1");
        var members = schema["properties"]!["data"]!["properties"]!.AsObject();
        members["verb"] = BodySchema.Constant("Of the command.", entry.Verb);
        members.Remove("result");
        if (entry.Result is { } type)
        {
            members["result"] = Described("What it answers; absent where it is not done.", type);
        }

        return schema;
    }

    private static ContractMessage Of(string name, VerbCatalog entry)
    {
        var message = Messages.All.Single(known => known.Name == name);
        return message with { Name = $"{name}.{entry.Verb}", Title = $"{message.Title}: {entry.Verb}", Description = entry.Meaning };
    }

    private static JsonObject Schema(ContractMessage message)
    {
        var schema = message.Form switch
        {
            MessageForm.CloudEvent => EnvelopeSchema.Round(message, Described("What it says.", message.Body!)),
            MessageForm.Signed => SignedSchema.Round(message, Described("What is signed.", message.Body!)),
            _ => new JsonObject { ["type"] = "string", ["contentMediaType"] = message.MediaType },
        };
        if (message == Messages.Event)
        {
            // Of any event: its own type and schema say which.
            var pattern = $@"edgeagent\.event\.[a-z-]+\.(start|update|end)\.v1";
            schema["properties"]!["type"] = BodySchema.Text("`edgeagent.event.{type}.{phase}.v1`.", pattern);
            schema["properties"]!["dataschema"] = BodySchema.Text("The `$id` of the schema of its type and phase.", $"urn:edgeagent:schema:{pattern}");
        }

        if (message.Personal is { } personal)
        {
            SchemaAnnotations.Apply(schema, personal);
        }

        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "$id", EnvelopeSchema.SchemaId(message.Type));
        schema.Insert(2, "title", message.Title);
        schema.Insert(3, "description", message.Description);
        return schema;
    }

    private static JsonObject Described(string description, Type type)
    {
        var schema = BodySchema.Of(type);
        schema.Insert(0, "description", description);
        return schema;
    }
}
