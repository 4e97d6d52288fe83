namespace EdgeAgent.Domain;

/// <summary>The event types that this agent raises, and what they are called where people read Korean.</summary>
internal static class EventTypes
{
    public const string Intrusion = "intrusion";
    public const string CameraLost = "camera-lost";
    public const string CameraBack = "camera-back";
    public const string DeviceFault = "device-fault";

    /// <summary>Null for a type that this agent does not know: another pole may be newer.</summary>
    public static string? KoreanName(string type) => type switch
    {
        Intrusion => "침입",
        CameraLost => "영상 끊김",
        CameraBack => "영상 복구",
        DeviceFault => "장비 이상",
        _ => null,
    };
}
