namespace EdgeAgent.Domain;

/// <summary>The event types that this agent raises, and what they are called where people read Korean.</summary>
internal static class EventTypes
{
    public const string AbandonedObject = "abandoned-object";
    public const string CameraBack = "camera-back";
    public const string CameraLost = "camera-lost";
    public const string CameraTamper = "camera-tamper";
    public const string Crowd = "crowd";
    public const string DeviceFault = "device-fault";
    public const string Fight = "fight";
    public const string FireSmoke = "fire-smoke";
    public const string IllegalParking = "illegal-parking";
    public const string Intrusion = "intrusion";
    public const string Loitering = "loitering";
    public const string PersonDown = "person-down";
    public const string RemovedObject = "removed-object";
    public const string SearchMatch = "search-match";
    public const string TrafficCount = "traffic-count";
    public const string VehicleProwling = "vehicle-prowling";
    public const string WrongWay = "wrong-way";

    /// <summary>Null for a type that this agent does not know: another pole may be newer.</summary>
    public static string? KoreanName(string type) => type switch
    {
        AbandonedObject => "유기 · 무단투기",
        CameraBack => "영상 복구",
        CameraLost => "영상 끊김",
        CameraTamper => "카메라 훼손",
        Crowd => "군중 밀집",
        DeviceFault => "장비 이상",
        Fight => "싸움",
        FireSmoke => "화재 · 연기",
        IllegalParking => "불법 주정차",
        Intrusion => "침입",
        Loitering => "배회",
        PersonDown => "쓰러짐",
        RemovedObject => "시설물 훼손",
        SearchMatch => "유사 인상착의 감지",
        TrafficCount => "교통량",
        VehicleProwling => "차량털이 의심",
        WrongWay => "역주행",
        _ => null,
    };
}
