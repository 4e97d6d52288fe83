namespace EdgeAgent.Domain;

/// <summary>The twelve colours by which people describe clothes and vehicles. Stored in files: the numbers never change.</summary>
internal enum NamedColor : byte
{
    /// <summary>It could not be told: dark, infrared, hidden. Never "gray".</summary>
    Unknown = 0,
    Black = 1,
    White = 2,
    Gray = 3,
    Red = 4,
    Orange = 5,
    Yellow = 6,
    Green = 7,
    Blue = 8,
    Purple = 9,
    Pink = 10,
    Brown = 11,
    Beige = 12,
}
