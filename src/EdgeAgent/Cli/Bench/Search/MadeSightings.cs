using EdgeAgent.Domain;
using EdgeAgent.Search;

namespace EdgeAgent.Cli.Bench.Search;

/// <summary>
/// Sightings of a street that never was, the same for the same seed: colours as people wear them with scores in all quarters, 30 % of everything
/// unknown, a second colour in 15 %, one vehicle in ten, eight cameras, in the order of time. Or, to make it hard for an index, all codes alike.
/// </summary>
internal sealed class MadeSightings(int seed, int days, long total, bool isUniform = false)
{
    private const double Unknown = 0.3;

    /// <summary>When the last of <c>total</c> is seen.</summary>
    public static readonly DateTimeOffset End = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Guid Boot = new("0199f7a0-0000-7000-8000-000000000001");

    private readonly Random _random = new(seed);
    private readonly TimeSpan _step = TimeSpan.FromDays(days) / total;
    private long _made;

    public DateTimeOffset Begin { get; } = End - TimeSpan.FromDays(days);

    public static CameraId Camera(int number) => new($"camera-{number}");

    public Sighting Next() => Make(Begin + (_step * _made));

    /// <summary>In a time of its own: no search until <see cref="End"/> sees it.</summary>
    public Sighting NextAfterEnd() => Make(End + TimeSpan.FromHours(1) + (_step * _made));

    private Sighting Make(DateTimeOffset begin)
    {
        _made++;
        var duration = TimeSpan.FromMilliseconds(_random.Next(500, 60_000));
        var start = new MediaTime((begin - Begin).Ticks * 100);
        return new Sighting
        {
            Id = Guid.CreateVersion7(begin),
            Camera = Camera(_random.Next(8)),
            Track = (int)_made,
            BootId = Boot,
            From = start,
            To = start + duration,
            FromUtc = new UtcTime(begin, true),
            ToUtc = new UtcTime(begin + duration, true),
            Appearance = MakeAppearance(),
            BestBox = new BoundingBox(0.25f, 0.5f, 0.125f, 0.25f),
            BestTime = start + (duration / 2),
            BestUtc = new UtcTime(begin + (duration / 2), true),
            Crop = $"camera/2026-10-01/{_made}.jpg",
        };
    }

    private Domain.Appearance MakeAppearance()
    {
        var heading = (Heading)Known(9);
        return _random.Next(10) == 0
            ? new Domain.Appearance { Kind = (ObjectKind)_random.Next(1, 6), Body = Color(), Heading = heading }
            : new Domain.Appearance
            {
                Tops = Color(),
                Bottoms = Color(),
                Age = IsUnknown() ? AgeGroup.Unknown : Chance(0.1) ? AgeGroup.Child : AgeGroup.Adult,
                Company = (Company)Known(3),
                Carried = (Carried)Enumerable.Range(0, 6).Sum(thing => Chance(0.06) ? 1 << thing : 0),
                Heading = heading,
            };
    }

    private ColorEstimate Color()
    {
        if (isUniform)
        {
            return ColorEstimate.FromCode(_random.Next(ColorEstimate.Codes));
        }

        return IsUnknown() ? default : ColorEstimate.Of(
            Worn(), _random.Next(1, 5) / 4f, Chance(0.15) ? Worn() : NamedColor.Unknown, _random.Next(1, 3) / 4f);
    }

    private NamedColor Worn()
    {
        var at = _random.NextSingle() * ColorConfusion.Worn.Sum();
        var color = 0;
        while (color < NamedColors.Count - 1 && (at -= ColorConfusion.Worn[color]) > 0)
        {
            color++;
        }

        return NamedColors.All[color];
    }

    private int Known(int values) => IsUnknown() ? 0 : _random.Next(1, values);

    private bool IsUnknown() => Chance(Unknown);

    private bool Chance(double share) => _random.NextDouble() < share;
}
