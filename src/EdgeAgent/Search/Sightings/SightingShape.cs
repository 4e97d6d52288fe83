using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>
/// What a search looks at of one sighting: 32 bits that every search reads (kind 3, tops or the vehicle's body 10, bottoms 10, heading, age and
/// company 8), and 16 more that few ask for (camera's number 10, carried 6).
/// </summary>
internal static class SightingShape
{
    /// <summary>A file has no more cameras than this.</summary>
    public const int MaximumCamera = (1 << (16 - CarriedBits)) - 1;

    public const int Colors = 1 << ColorBits;

    public const int KindsAndColors = Colors << (32 - KindBit);

    private const int ColorBits = 10;
    private const int CarriedBits = 6;
    private const int CarriedMask = (1 << CarriedBits) - 1;
    private const int KindBit = 28;

    /// <summary>A person has no colour of a vehicle and a vehicle no clothes, whoever says so: a shape has no room for it.</summary>
    public static Domain.Appearance Normalise(in Domain.Appearance appearance) => appearance.Kind == ObjectKind.Person
        ? appearance with { Body = default }
        : appearance with { Tops = default, Bottoms = default };

    /// <param name="packed">A normalised <see cref="Domain.Appearance"/>.</param>
    public static uint Of(long packed)
    {
        var appearance = Domain.Appearance.Unpack(packed);
        var first = appearance.Kind == ObjectKind.Person ? appearance.Tops : appearance.Body;
        return ((uint)appearance.Kind << KindBit) | ((uint)first.Code << (8 + ColorBits)) | ((uint)appearance.Bottoms.Code << 8)
            | ((uint)appearance.Heading << 4) | ((uint)appearance.Age << 2) | (uint)appearance.Company;
    }

    public static ushort ExtraOf(long camera, long packed) => (ushort)((camera << CarriedBits) | (long)Domain.Appearance.Unpack(packed).Carried);

    /// <summary>The kind above tops, or above the body of a vehicle.</summary>
    public static int KindAndFirst(uint shape) => (int)(shape >> (8 + ColorBits));

    public static int Second(uint shape) => (int)(shape >> 8) & (Colors - 1);

    /// <summary>All that is no colour, in 14 bits.</summary>
    public static int Rest(uint shape, ushort extra) => ((extra & CarriedMask) << 8) | (int)(shape & 255);

    public static long Camera(ushort extra) => extra >> CarriedBits;
}
