using System.Text.Json.Nodes;

namespace EdgeAgent.Contract;

/// <summary>The contract as an AsyncAPI 3.0 document, from the pole's point of view.</summary>
internal static class AsyncApiDocument
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["city"] = "The city: `[a-z0-9-]{1,32}`.",
        ["pole"] = "The pole; also its MQTT client id: `[a-z0-9-]{1,32}`.",
        ["camera"] = "Id of the camera on its pole.",
        ["type"] = "Type of the event, such as `intrusion`.",
        ["event"] = "UUID of the event.",
        ["clip"] = "UUID of the clip.",
        ["part"] = "Index of the part, from 0.",
        ["n"] = "Number of the block, from 0.",
        ["jti"] = "UUID of the command.",
        ["verb"] = "What is asked for; the same as in what is signed.",
    };

    public static JsonObject Create() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "EdgeAgent: a pole and its safety center",
            ["version"] = "1.0.0",
            ["description"] = ContractText.Rules,
        },
        ["defaultContentType"] = "application/cloudevents+json",
        ["servers"] = new JsonObject
        {
            ["city"] = new JsonObject
            {
                ["host"] = "broker.example:8883",
                ["protocol"] = "secure-mqtt",
                ["protocolVersion"] = "5",
                ["description"] = "The city's broker.",
                ["security"] = new JsonArray(Reference("securitySchemes", "certificate"), Reference("securitySchemes", "password")),
                ["bindings"] = new JsonObject
                {
                    ["mqtt"] = new JsonObject
                    {
                        ["clientId"] = "pole-7", ["cleanSession"] = false, ["keepAlive"] = 30, ["sessionExpiryInterval"] = 3600,
                        ["maximumPacketSize"] = 262144, ["bindingVersion"] = "0.2.0",
                    },
                },
            },
        },
        ["channels"] = Named(Channel),
        ["operations"] = Named(Operation),
        ["components"] = new JsonObject
        {
            ["messages"] = Named(Message),
            ["securitySchemes"] = new JsonObject
            {
                ["certificate"] = new JsonObject { ["type"] = "X509", ["description"] = "TLS 1.2 or later; the certificate's common name is the pole." },
                ["password"] = new JsonObject { ["type"] = "userPassword" },
            },
        },
    };

    private static JsonObject Named(Func<ContractMessage, JsonObject> make) =>
        new(Messages.All.Select(message => KeyValuePair.Create<string, JsonNode?>(message.Name.Replace('.', '-'), make(message))));

    private static JsonObject Channel(ContractMessage message)
    {
        var address = $"safecity/v1/{{city}}/{{pole}}/{message.Topic}";
        var name = message.Name.Replace('.', '-');
        return new JsonObject
        {
            ["address"] = address,
            ["title"] = message.Title,
            ["parameters"] = new JsonObject(Parameters
                .Where(parameter => address.Contains($"{{{parameter.Key}}}", StringComparison.Ordinal))
                .Select(parameter => KeyValuePair.Create<string, JsonNode?>(parameter.Key, new JsonObject { ["description"] = parameter.Value }))),
            ["messages"] = new JsonObject { [name] = Reference("messages", name) },
        };
    }

    private static JsonObject Operation(ContractMessage message)
    {
        var mqtt = new JsonObject { ["qos"] = 1, ["retain"] = message.Retained };
        if (message.Expiry is { } expiry)
        {
            mqtt["messageExpiryInterval"] = (int)expiry.TotalSeconds;
        }

        mqtt["bindingVersion"] = "0.2.0";
        return new JsonObject
        {
            ["action"] = message.FromPole ? "send" : "receive",
            ["channel"] = new JsonObject { ["$ref"] = $"#/channels/{message.Name.Replace('.', '-')}" },
            ["summary"] = message.Description,
            ["bindings"] = new JsonObject { ["mqtt"] = mqtt },
        };
    }

    private static JsonObject Message(ContractMessage message)
    {
        var payload = SchemaSet.Of(message).DeepClone().AsObject();
        // Within this document its references are the document's own.
        payload.Remove("$schema");
        payload.Remove("$id");
        var description = message switch
        {
            _ when message == Messages.Event => Table(message, "type", EventCatalog.All.Select(entry => (entry.Type, entry.Meaning))),
            { Name: "command" or "reply" } => Table(message, "verb", VerbCatalog.All.Select(entry => (entry.Verb, entry.Meaning))),
            _ => message.Description,
        };
        var node = new JsonObject
        {
            ["name"] = message.Type, ["title"] = message.Title, ["description"] = description,
            ["contentType"] = message.MediaType ?? "application/cloudevents+json", ["payload"] = payload,
        };
        if (Headers(message) is { Count: > 0 } headers)
        {
            node["headers"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "MQTT user properties, by which a broker rule may filter without reading the payload.",
                ["properties"] = headers,
            };
        }

        if (message.Form != MessageForm.Signed && ContractFiles.ReadExamples().GetValueOrDefault(message.Type) is { } example)
        {
            node["examples"] = new JsonArray(new JsonObject { ["payload"] = example.DeepClone() });
        }

        return node;
    }

    private static string Table(ContractMessage message, string heading, IEnumerable<(string Name, string Meaning)> rows) =>
        $"{message.Description}\n\n| {heading} | what |\n|---|---|\n{string.Join('\n', rows.Select(row => $"| `{row.Name}` | {row.Meaning} |"))}";

    private static JsonObject Headers(ContractMessage message)
    {
        string[] names = message.Form switch
        {
            MessageForm.CloudEvent => ["type", "severity", "mode", "sequence", "recipients"],
            MessageForm.Signed when message.FromPole => ["type", "severity", "mode", "sequence"],
            MessageForm.Binary => message.Name == "still" ? ["sha256", "mode"] : ["sha256"],
            _ => [],
        };
        var envelope = Envelope(message);
        return new JsonObject(names
            .Where(name => envelope is null || envelope.ContainsKey(name))
            .Select(name => KeyValuePair.Create<string, JsonNode?>(
                name, envelope?[name]?.DeepClone() ?? BodySchema.Text(name == "sha256" ? "SHA-256 of the payload, lower-case hexadecimal." : "Mode of the pole."))));
    }

    /// <summary>Where a message says what its user properties repeat; null for bytes.</summary>
    private static JsonObject? Envelope(ContractMessage message)
    {
        var members = SchemaSet.Of(message)["properties"]?.AsObject();
        if (message.Form != MessageForm.Signed)
        {
            return members;
        }

        var place = members!["header"]?["properties"]?.DeepClone().AsObject() ?? [];
        place["type"] = BodySchema.Constant("What kind of message this is.", message.SignedType!);
        return place;
    }

    private static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
