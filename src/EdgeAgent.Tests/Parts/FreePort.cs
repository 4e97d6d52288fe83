using System.Net;
using System.Net.Sockets;

namespace EdgeAgent.Parts;

/// <summary>A port of loopback at which nobody listens, for what must be known before it listens.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
