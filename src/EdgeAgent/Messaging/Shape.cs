namespace EdgeAgent.Messaging;

/// <summary>Forms of strings that messages share, as regular expressions of the whole.</summary>
internal static class Shape
{
    /// <summary>City, pole, camera, zone.</summary>
    public const string Name = "[a-z0-9-]{1,32}";

    /// <summary>Lower-case hexadecimal.</summary>
    public const string Sha256 = "[0-9a-f]{64}";

    public const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    /// <summary>RFC 3339 in UTC; the pole writes milliseconds.</summary>
    public const string UtcTime = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z";

    /// <summary>Twenty digits, so that the order of the strings is that of the numbers.</summary>
    public const string Sequence = "[0-9]{20}";
}
