namespace EdgeAgent.Capture.Discovery;

/// <summary>A camera on the network, and what it told.</summary>
internal sealed record DiscoveredCamera
{
    public required string Address { get; init; }

    /// <summary>Its name that stays when its address changes.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The URL of its device service that was asked.</summary>
    public string? Service { get; init; }

    public string? Name { get; init; }

    public string? Hardware { get; init; }

    public string? Location { get; init; }

    public string? Maker { get; init; }

    public string? Model { get; init; }

    public string? Firmware { get; init; }

    /// <summary>How far its clock is ahead of this device's; absent where it did not say.</summary>
    public double? ClockDifferenceSeconds { get; init; }

    public required CameraAnswer Answer { get; init; }

    /// <summary>In words, where something is not as it should be.</summary>
    public string? Note { get; init; }

    public IReadOnlyList<StreamProfile> Profiles { get; init; } = [];
}
