namespace EdgeAgent.Search.Orders;

/// <summary>Why a match ended, as it stands in the message.</summary>
internal static class MatchEnd
{
    /// <summary>It is no longer seen; how and when it left is with it.</summary>
    public const string LeftView = "left-view";

    /// <summary>The order ended or was withdrawn.</summary>
    public const string OrderEnded = "order-ended";
}
