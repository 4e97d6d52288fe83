namespace EdgeAgent.Capture;

/// <summary>How an RTSP camera is asked to send its pictures.</summary>
internal enum CaptureTransport
{
    /// <summary>Within the connection of the commands: nothing is lost on the way, and a firewall lets it through.</summary>
    Tcp,

    /// <summary>As datagrams: what is lost is lost, and a slow network delays nothing.</summary>
    Udp,
}
