using System.Net;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Where cameras are searched, and for how long.</summary>
internal sealed record DiscoveryOptions
{
    /// <summary>How long answers to the search are waited for.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one request to a camera may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long all requests to one camera may take.</summary>
    public TimeSpan CameraTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Only this interface; absent: all.</summary>
    public string? Interface { get; init; }

    /// <summary>Shown to every camera of the local network that answers.</summary>
    public CameraCredentials? Credentials { get; init; }

    /// <summary>The UDP port of the search.</summary>
    public int Port { get; init; } = WsDiscovery.Port;

    /// <summary>The TCP port of a device service whose URL is not known; absent: 80.</summary>
    public int? ServicePort { get; init; }

    /// <summary>What a camera's device service is called where it does not say (ONVIF Core).</summary>
    public Uri DefaultService(IPAddress address) => new($"http://{address}:{ServicePort ?? 80}/onvif/device_service");
}
