namespace EdgeAgent.Domain;

/// <summary>
/// The colour of one garment or vehicle as far as it could be told: one or two of the twelve, each with a score in quarters; what is left
/// to one is unknown. <c>default</c> is unknown altogether.
/// </summary>
/// <remarks>
/// So coarse on purpose: there are only <see cref="Codes"/> different ones, so that whoever scores millions scores each once. Shapes of
/// two scores in quarters: 1+1, 2+1, 2+2, 3+1.
/// </remarks>
internal readonly record struct ColorEstimate
{
    /// <summary>How many different estimates there are; <see cref="Code"/> is below it.</summary>
    public const int Codes = FirstPair + (NamedColors.Count * (NamedColors.Count - 1) * Shapes);

    private const int Steps = 4;
    private const int Shapes = 4;
    private const int FirstPair = 1 + (NamedColors.Count * Steps);

    private ColorEstimate(int code) => Code = (ushort)code;

    /// <summary>Its number, as it is stored in files: 0 for unknown.</summary>
    public ushort Code { get; }

    public bool IsUnknown => Code == 0;

    /// <summary>The colour that most of it has.</summary>
    public NamedColor First => Code switch
    {
        0 => NamedColor.Unknown,
        < FirstPair => (NamedColor)(1 + ((Code - 1) / Steps)),
        _ => (NamedColor)(1 + (Pair / (NamedColors.Count - 1))),
    };

    /// <summary>0–1.</summary>
    public float FirstScore => Code switch
    {
        0 => 0,
        < FirstPair => (1 + ((Code - 1) % Steps)) / (float)Steps,
        _ => Shape switch { 0 => 0.25f, 3 => 0.75f, _ => 0.5f },
    };

    /// <summary><see cref="NamedColor.Unknown"/> where it has one colour only.</summary>
    public NamedColor Second
    {
        get
        {
            if (Code < FirstPair)
            {
                return NamedColor.Unknown;
            }

            var second = 1 + (Pair % (NamedColors.Count - 1));
            return (NamedColor)(second >= (int)First ? second + 1 : second);
        }
    }

    /// <summary>0–1; not above <see cref="FirstScore"/>.</summary>
    public float SecondScore => Code < FirstPair ? 0 : Shape == 2 ? 0.5f : 0.25f;

    private int Shape => (Code - FirstPair) % Shapes;

    private int Pair => (Code - FirstPair) / Shapes;

    /// <exception cref="ArgumentOutOfRangeException">There is no such code.</exception>
    public static ColorEstimate FromCode(int code) =>
        code is >= 0 and < Codes ? new ColorEstimate(code) : throw new ArgumentOutOfRangeException(nameof(code), code, "no such colour estimate");

    /// <summary>The nearest estimate to two scores; a second colour below an eighth is none, and so is a first.</summary>
    public static ColorEstimate Of(NamedColor first, float firstScore, NamedColor second = NamedColor.Unknown, float secondScore = 0)
    {
        if (secondScore > firstScore)
        {
            (first, firstScore, second, secondScore) = (second, secondScore, first, firstScore);
        }

        var (one, two) = (Quarters(firstScore), Quarters(secondScore));
        if (first == NamedColor.Unknown || one == 0)
        {
            return default;
        }

        if (second == NamedColor.Unknown || second == first || two == 0)
        {
            return new ColorEstimate(1 + (((int)first - 1) * Steps) + one - 1);
        }

        one = Math.Min(one, Steps - 1);
        two = Math.Min(two, Math.Min(one, Steps - one));
        var shape = one == 3 ? 3 : one == 1 ? 0 : two;
        var other = (int)second - ((int)second > (int)first ? 2 : 1);
        return new ColorEstimate(FirstPair + ((((((int)first - 1) * (NamedColors.Count - 1)) + other) * Shapes) + shape));
    }

    public override string ToString() => IsUnknown
        ? "unknown"
        : Second == NamedColor.Unknown ? Word(First) : $"{Word(First)} and {Word(Second)}";

    private static int Quarters(float score) => float.IsFinite(score) ? Math.Clamp((int)((score * Steps) + 0.5f), 0, Steps) : 0;

    private static string Word(NamedColor color) => color.ToString().ToLowerInvariant();
}
