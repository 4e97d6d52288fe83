using System.Text.Json.Nodes;

namespace EdgeAgent.Contract;

/// <summary>A member of a message that is about a person.</summary>
/// <param name="Message">Type of the message.</param>
/// <param name="Field">Where it stands, such as <c>data.detail.parties[].lastBox</c>; the whole message where it is empty.</param>
/// <param name="Purpose">Why it is told.</param>
/// <param name="Retention">Whose setting deletes it.</param>
internal sealed record PersonalField(string Message, string Field, string Purpose, string Retention)
{
    /// <summary>All of the contract, from its schemas; those of one event type stand under the event.</summary>
    public static IEnumerable<PersonalField> All() => Messages.All.SelectMany(message => Find(message.Type, "", SchemaSet.Of(message)));

    private static IEnumerable<PersonalField> Find(string message, string path, JsonObject schema)
    {
        if (schema[SchemaAnnotations.Privacy] is { } privacy)
        {
            // What stands below it is part of it.
            return [new PersonalField(message, path, (string)privacy["purpose"]!, (string)privacy["retention"]!)];
        }

        var members = schema["properties"]?.AsObject()
            .SelectMany(member => Find(message, path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value!.AsObject())) ?? [];
        var inside = schema["items"] is JsonObject items ? Find(message, $"{path}[]", items) : [];
        var signed = schema["contentSchema"] is JsonObject payload ? Find(message, path, payload) : [];
        return members.Concat(inside).Concat(signed);
    }
}
