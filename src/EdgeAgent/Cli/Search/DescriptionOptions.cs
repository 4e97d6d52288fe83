using System.CommandLine;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Search;

namespace EdgeAgent.Cli.Search;

/// <summary>Whom or what is looked for, in words.</summary>
internal sealed class DescriptionOptions
{
    private const string Colors = "COLOR[,COLOR]";

    private readonly WordOption<ObjectKind> _kind = new(
        "--kind", "KIND", "person, bicycle, car, motorcycle, bus or truck; person by default.", DescriptionWords.TryParseKind);

    private readonly WordOption<ColorSet> _top = new(
        "--top", Colors, $"What covers the upper body: {DescriptionWords.ColorsHelp}; Korean names too.", DescriptionWords.TryParseColors);

    private readonly WordOption<ColorSet> _bottom = new("--bottom", Colors, "What covers the legs.", DescriptionWords.TryParseColors);
    private readonly WordOption<ColorSet> _body = new("--body", Colors, "The colour of a vehicle.", DescriptionWords.TryParseColors);
    private readonly WordOption<AgeGroup> _age = new("--age", "AGE", "child or adult.", DescriptionWords.TryParseAge);
    private readonly Option<bool> _alone = new("--alone") { Description = "Nobody keeps company." };

    private readonly WordOption<Carried> _with = new(
        "--with", "THING[,THING]", "backpack, handbag, suitcase, umbrella, bicycle, dog: all that was there.", DescriptionWords.TryParseCarried);

    private readonly WordOption<Heading> _heading = new(
        "--heading", "WAY", "Which way in the picture when it was last seen: up, up-right, right, down-right, down, down-left, left, up-left.", DescriptionWords.TryParseHeading);

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _kind, _top, _bottom, _body, _age, _alone, _with, _heading })
        {
            verb.Add(option);
        }
    }

    /// <exception cref="ConfigurationException">Wrong usage: what a vehicle does not have, or a person.</exception>
    public Description Read(ParseResult parsed)
    {
        var kind = parsed.GetValue(_kind);
        Option[] wrong = kind == ObjectKind.Person ? [_body] : [_top, _bottom, _age, _alone, _with];
        List<Problem> problems =
        [
            .. wrong.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => new Problem(
                "usage/wrong",
                $"{option.Name} says nothing of a {DescriptionWords.Of(kind)}",
                kind == ObjectKind.Person ? "of a person give --top and --bottom; for a vehicle give --kind" : "of a vehicle give --body; leave --kind out for a person")),
        ];
        return problems.Count > 0 ? throw new ConfigurationException(problems) : new Description
        {
            Kind = kind,
            Tops = parsed.GetValue(_top),
            Bottoms = parsed.GetValue(_bottom),
            Body = parsed.GetValue(_body),
            Age = parsed.GetResult(_age) is { Implicit: false } ? parsed.GetValue(_age) : null,
            Company = parsed.GetValue(_alone) ? Company.Alone : null,
            Carried = parsed.GetValue(_with),
            Heading = parsed.GetResult(_heading) is { Implicit: false } ? parsed.GetValue(_heading) : null,
        };
    }
}
