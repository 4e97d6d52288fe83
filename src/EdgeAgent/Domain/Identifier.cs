namespace EdgeAgent.Domain;

/// <summary>How a city, a pole, a camera, a zone and a rule may be named, so that the name fits a topic, a path and a source as it is.</summary>
internal static class Identifier
{
    public const string Pattern = "^[a-z0-9-]{1,32}$";

    /// <summary>The pattern in words.</summary>
    public const string Expected = "1 to 32 of the characters a-z, 0-9 and -";
}
