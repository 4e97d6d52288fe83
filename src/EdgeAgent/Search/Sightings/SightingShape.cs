using EdgeAgent.Domain;

namespace EdgeAgent.Search.Sightings;

/// <summary>What a search looks at of one sighting, in 64 bits: the camera's number above its packed <see cref="Appearance"/>.</summary>
internal static class SightingShape
{
    /// <summary>A file has no more cameras than this.</summary>
    public const int MaximumCamera = (1 << 16) - 1;

    public const int ColorMask = (1 << 10) - 1;
    public const int RestMask = (1 << RestBits) - 1;

    private const int RestBits = 14;
    private const int CameraBit = 48;
    private const int KindBit = 44;
    private const ulong KindMask = 7UL << KindBit;

    public static ulong Of(long camera, long appearance) => ((ulong)camera << CameraBit) | (ulong)appearance;

    /// <summary>Age, company, carried and heading.</summary>
    public static int Rest(ulong shape) => (int)shape & RestMask;

    public static int Body(ulong shape) => (int)(shape >> RestBits) & ColorMask;

    public static int Bottoms(ulong shape) => (int)(shape >> (RestBits + 10)) & ColorMask;

    public static int Tops(ulong shape) => (int)(shape >> (RestBits + 20)) & ColorMask;

    /// <summary>A shape is of that kind, and where one is asked for of that camera, where its bits of the mask are those of the value.</summary>
    public static (ulong Mask, ulong Value) Filter(ObjectKind kind, long? camera) => camera is { } number
        ? (KindMask | (ulong.MaxValue << CameraBit), Of(number, (long)kind << KindBit))
        : (KindMask, (ulong)kind << KindBit);
}
