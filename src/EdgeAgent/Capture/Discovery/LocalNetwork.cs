using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Discovery;

/// <summary>The interfaces on which cameras are searched, and whom one may ask there.</summary>
internal sealed class LocalNetwork(IReadOnlyList<LocalAddress> addresses)
{
    public IReadOnlyList<LocalAddress> Addresses { get; } = addresses;

    /// <summary>Every interface that is up and takes multicast, or the one with this name, whatever it is.</summary>
    /// <exception cref="ProblemException"><c>network/no-interface</c></exception>
    public static LocalNetwork Find(string? only)
    {
        var all = NetworkInterface.GetAllNetworkInterfaces();
        var chosen = only is null
            ? all.Where(candidate => candidate.SupportsMulticast && candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            : all.Where(candidate => candidate.Name == only);
        List<LocalAddress> addresses =
        [
            .. from candidate in chosen
               where candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
               from address in candidate.GetIPProperties().UnicastAddresses
               where address.Address.AddressFamily == AddressFamily.InterNetwork
               select new LocalAddress(candidate.Name, address.Address, address.PrefixLength),
        ];
        return addresses.Count > 0 ? new LocalNetwork(addresses) : throw None(only, all);
    }

    /// <summary>Whether it is another device of the local network.</summary>
    public bool HasNeighbour(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
        && Addresses.Any(own => own.Reaches(address))
        && !Addresses.Any(own => own.Address.Equals(address));

    /// <summary>
    /// The URL that is really asked where a camera names one: only the camera itself or a neighbour. Whatever else it names (its address before
    /// it was moved, 0.0.0.0, this device, a server far away) is looked for at the camera. Null where it is no URL of these schemes.
    /// </summary>
    public Uri? Admit(string named, IPAddress camera, params ReadOnlySpan<string> schemes)
    {
        if (!Uri.TryCreate(named.Trim(), UriKind.Absolute, out var url) || !schemes.Contains(url.Scheme) || url.Host.Length == 0)
        {
            return null;
        }

        var host = IPAddress.TryParse(url.Host, out var address) && HasNeighbour(address) ? address : camera;
        return new UriBuilder(url) { Host = host.ToString(), UserName = "", Password = "", Fragment = "" }.Uri;
    }

    private static ProblemException None(string? only, NetworkInterface[] all) => new(new Problem(
        "network/no-interface",
        only is null
            ? "no network interface is up and has an IPv4 address"
            : $"interface {CameraText.Clean(only)} is not there, is down, or has no IPv4 address",
        only is null
            ? "plug in the cable and look at ip address; a camera without DHCP needs an address of its network here, too"
            : $"there are {string.Join(", ", all.Select(candidate => candidate.Name))}"));
}
