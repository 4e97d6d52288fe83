using EdgeAgent.Domain;
using EdgeAgent.Search.Sightings;

namespace EdgeAgent.Cli.Bench.Search;

/// <summary>
/// What a center may ask of <see cref="MadeSightings"/>, the same for the same seed. Every second one is unselective: black over blue, in all
/// days, with a direction. Of the others a fifth is of one camera, and a fifth of a narrow time.
/// </summary>
internal static class MadeQueries
{
    public static List<SightingQuery> Make(int count, int seed, DateTimeOffset begin)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(number => number % 2 == 0 ? Unselective(random, begin) : Selective(random, begin))];
    }

    public static bool IsUnselective(int number) => number % 2 == 0;

    private static SightingQuery Unselective(Random random, DateTimeOffset begin) => new()
    {
        Description = new Description
        {
            Tops = new ColorSet(NamedColor.Black),
            Bottoms = new ColorSet(NamedColor.Blue),
            Heading = (Heading)random.Next(1, 9),
        },
        From = begin,
        To = MadeSightings.End,
    };

    private static SightingQuery Selective(Random random, DateTimeOffset begin)
    {
        var isVehicle = random.Next(8) == 0;
        var isNarrow = random.Next(5) == 0;
        var from = isNarrow ? begin + ((MadeSightings.End - begin) * random.NextDouble()) : begin;
        return new SightingQuery
        {
            Description = isVehicle
                ? new Description { Kind = (ObjectKind)random.Next(1, 6), Body = Colors(random), Heading = (Heading)random.Next(1, 9) }
                : new Description
                {
                    Tops = Colors(random),
                    Bottoms = random.Next(4) == 0 ? default : Colors(random),
                    Age = random.Next(2) == 0 ? AgeGroup.Child : null,
                    Company = random.Next(2) == 0 ? Company.Alone : null,
                    Carried = (Carried)((1 << random.Next(6)) | (1 << random.Next(6))) & (random.Next(2) == 0 ? Carried.None : (Carried)63),
                    Heading = (Heading)random.Next(1, 9),
                },
            From = from,
            To = isNarrow ? from + TimeSpan.FromHours(random.Next(1, 6)) : MadeSightings.End,
            Camera = random.Next(5) == 0 ? MadeSightings.Camera(random.Next(8)) : null,
        };
    }

    private static ColorSet Colors(Random random) => random.Next(3) == 0 ? new ColorSet(Color(random), Color(random)) : new ColorSet(Color(random));

    private static NamedColor Color(Random random) => NamedColors.All[random.Next(NamedColors.Count)];
}
