using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contract;
using EdgeAgent.Domain;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>
/// The JSON Schema (2020-12) of the configuration, made from the options records and their annotations. Editors complete by it,
/// and the shape check walks the same document, so that the two cannot disagree.
/// </summary>
internal static class ConfigurationSchema
{
    /// <summary>The member by which a file names its schema for editors.</summary>
    public const string SchemaMember = "$schema";

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    public static JsonObject Root { get; } = Create();

    private static JsonObject Create()
    {
        var schema = ConfigurationJson.Options.GetJsonSchemaAsNode(typeof(AgentOptions), Exporter).AsObject();
        Inline(schema, schema);
        schema.Insert(0, SchemaMember, "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "EdgeAgent configuration");
        schema["properties"]!.AsObject().Insert(0, SchemaMember, new JsonObject
        {
            ["description"] = "The schema of this file, for editors.",
            ["type"] = "string",
        });
        return schema;
    }

    /// <summary>The exporter writes a type once and refers to it from elsewhere; who reads the schema here need not follow.</summary>
    private static void Inline(JsonNode node, JsonObject root)
    {
        List<JsonNode> members = node switch
        {
            JsonObject known => [.. known.Select(member => member.Value).OfType<JsonNode>()],
            JsonArray items => [.. items.OfType<JsonNode>()],
            _ => [],
        };
        foreach (var member in members)
        {
            if (member is JsonObject schema && schema["$ref"]?.GetValue<string>() is { } pointer)
            {
                var target = Find(pointer, root).DeepClone().AsObject();
                schema.Remove("$ref");
                foreach (var (name, value) in target.ToList())
                {
                    // What is said beside the reference is about this place.
                    schema.TryAdd(name, value?.DeepClone());
                }
            }

            Inline(member, root);
        }
    }

    /// <param name="pointer">Such as <c>#/properties/cameras/items</c>.</param>
    /// <param name="root">That it starts from.</param>
    private static JsonNode Find(string pointer, JsonObject root) => pointer.Split('/').Skip(1).Aggregate(
        (JsonNode)root, (node, name) => node is JsonArray items ? items[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        // Neither the converter of a point nor a pair of numbers says what is in it.
        if (context.TypeInfo.Type == typeof(NormalizedPoint))
        {
            node = Point();
        }

        if (node is not JsonObject schema)
        {
            return node;
        }

        SchemaAnnotations.ForbidNull(schema);
        if (context.TypeInfo.ElementType == typeof(NormalizedPoint) || context.TypeInfo.Type == typeof(float[][]))
        {
            schema["items"] = Point();
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            AddRequiredAndDefaults(context.TypeInfo, schema);
        }

        if (context.PropertyInfo is { AttributeProvider: { } provider })
        {
            foreach (var attribute in provider.GetCustomAttributes(inherit: true))
            {
                SchemaAnnotations.Apply(schema, attribute);
            }
        }
        else if (context.Path.IsEmpty && context.TypeInfo.Type.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute own])
        {
            SchemaAnnotations.Apply(schema, own);
        }

        return schema;
    }

    private static void AddRequiredAndDefaults(JsonTypeInfo typeInfo, JsonObject schema)
    {
        if (typeInfo.Type.IsAbstract || schema["properties"] is not JsonObject properties)
        {
            return;
        }

        var required = typeInfo.Properties.Where(property => IsRequired(property) && properties.ContainsKey(property.Name)).ToList();
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(property => JsonValue.Create(property.Name))]);
        }

        var defaults = Activator.CreateInstance(typeInfo.Type)!;
        foreach (var property in typeInfo.Properties.Where(property => property.Get is not null && !IsRequired(property)))
        {
            if (properties[property.Name] is JsonObject member
                && JsonSerializer.SerializeToNode(property.Get!(defaults), property.PropertyType, ConfigurationJson.Options) is { } value
                && value is JsonValue or JsonArray { Count: > 0 })
            {
                member["default"] = value;
            }
        }
    }

    /// <summary>By the keyword or by the annotation.</summary>
    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;

    private static JsonObject Point() => new()
    {
        ["description"] = "A point as x and y.",
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
        ["minItems"] = 2,
        ["maxItems"] = 2,
    };
}
