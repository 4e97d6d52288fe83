namespace EdgeAgent.Domain;

/// <summary>Which way something moved in the picture when it was last seen, in eighths of a circle; clockwise. Stored in files.</summary>
internal enum Heading : byte
{
    /// <summary>It stood, or was seen too shortly.</summary>
    Unknown = 0,
    Up = 1,
    UpRight = 2,
    Right = 3,
    DownRight = 4,
    Down = 5,
    DownLeft = 6,
    Left = 7,
    UpLeft = 8,
}
