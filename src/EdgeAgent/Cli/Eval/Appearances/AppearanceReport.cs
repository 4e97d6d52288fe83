using System.Text.Json;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>How often the agent calls clothes what the eye calls them.</summary>
internal sealed record AppearanceReport(IReadOnlyList<PersonAnswer> People)
{
    public string ToJson() => JsonSerializer.Serialize(
        People.Select(answer => new
        {
            answer.File,
            answer.Person.Name,
            answer.Track,
            Tops = new { Seen = Words(answer.Tops.Seen), Said = answer.Tops.Said.ToString() },
            Bottoms = new { Seen = Words(answer.Bottoms.Seen), Said = answer.Bottoms.Said.ToString() },
        }),
        ConfigurationJson.Options);

    public void WriteTo(TextWriter output)
    {
        TextTable.Write(
            output,
            [["file", "person", "track", "tops seen", "tops said", "", "bottoms seen", "bottoms said", ""], .. People.Select(Row)]);
        output.WriteLine();
        output.WriteLine($"followed   {new Proportion(People.Count(answer => answer.Track is not null), People.Count)}");
        Summarise("tops", [.. Followed(answer => answer.Tops)], output);
        Summarise("bottoms", [.. Followed(answer => answer.Bottoms)], output);
    }

    private IEnumerable<GarmentAnswer> Followed(Func<PersonAnswer, GarmentAnswer> garment) =>
        People.Where(answer => answer.Track is not null).Select(garment).Where(answer => !answer.Seen.IsEmpty);

    private static string[] Row(PersonAnswer answer) =>
    [
        answer.File, answer.Person.Name, answer.Track?.ToString() ?? "–",
        Words(answer.Tops.Seen), answer.Tops.Said.ToString(), Mark(answer.Tops),
        Words(answer.Bottoms.Seen), answer.Bottoms.Said.ToString(), Mark(answer.Bottoms),
    ];

    private static string Words(IEnumerable<NamedColor> colors) => string.Join('|', colors.Select(color => color.ToString().ToLowerInvariant()));

    private static string Mark(GarmentAnswer answer) =>
        answer.Seen.IsEmpty ? "" : answer.IsUnknown ? "?" : answer.IsRight ? "right" : answer.IsDefensible ? "defensible" : "WRONG";

    private static void Summarise(string garment, IReadOnlyList<GarmentAnswer> answers, TextWriter output)
    {
        var known = answers.Where(answer => !answer.IsUnknown).ToList();
        output.WriteLine();
        output.WriteLine($"{garment,-10} right       {new Proportion(known.Count(answer => answer.IsRight), known.Count)} of those not unknown");
        output.WriteLine($"{"",-10} defensible  {new Proportion(known.Count(answer => answer.IsDefensible), known.Count)}");
        output.WriteLine($"{"",-10} unknown     {new Proportion(answers.Count - known.Count, answers.Count)}");
        output.WriteLine();
        WriteConfusion(answers, output);
    }

    /// <summary>Rows: what the eye says; columns: what the agent says first. Only colours that occur.</summary>
    private static void WriteConfusion(IReadOnlyList<GarmentAnswer> answers, TextWriter output)
    {
        List<NamedColor> seen = [.. NamedColors.All.Where(color => answers.Any(answer => answer.Seen[0] == color))];
        List<NamedColor> said = [.. NamedColors.All.Append(NamedColor.Unknown).Where(color => answers.Any(answer => answer.Said.First == color))];
        TextTable.Write(
            output,
            [
                ["seen \\ said", .. said.Select(color => Words([color]))],
                .. seen.Select(row => (string[])[Words([row]), .. said.Select(column =>
                    answers.Count(answer => answer.Seen[0] == row && answer.Said.First == column) is > 0 and var count ? $"{count}" : "·")]),
            ]);
    }
}
