using System.Net;

namespace EdgeAgent.Capture.Discovery;

/// <summary>An IPv4 address of this device, on one of its interfaces.</summary>
internal sealed record LocalAddress(string Interface, IPAddress Address, int PrefixLength)
{
    /// <summary>Whether another device with this address is reached without a router.</summary>
    public bool Reaches(IPAddress other) => Network(other) == Network(Address);

    public override string ToString() => $"{Interface} ({Address}/{PrefixLength})";

    private ulong Network(IPAddress address)
    {
        var bytes = address.MapToIPv4().GetAddressBytes();
        var number = ((ulong)bytes[0] << 24) | ((ulong)bytes[1] << 16) | ((ulong)bytes[2] << 8) | bytes[3];
        return number >> (32 - PrefixLength);
    }
}
