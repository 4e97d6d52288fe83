namespace EdgeAgent.Domain;

/// <summary>Things and animals that moved with a person. What is not there was not seen, which is weak evidence only. Stored in files.</summary>
[Flags]
internal enum Carried : byte
{
    None = 0,
    Backpack = 1,
    Handbag = 2,
    Suitcase = 4,
    Umbrella = 8,
    Bicycle = 16,
    Dog = 32,
}
