using System.Net;
using System.Net.Sockets;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Finds the cameras of the local network, and asks each for its streams.</summary>
internal sealed class CameraDiscovery(DiscoveryOptions options, TimeProvider time)
{
    private const int AskedAtOnce = 8;

    /// <summary>Services of one camera that are tried: some name one that is switched off.</summary>
    private const int ServicesTried = 3;

    /// <summary>The devices that have answered the search so far.</summary>
    public FoundDevices Found { get; } = new();

    /// <summary>Searches all interfaces, or the one of the options.</summary>
    /// <exception cref="ProblemException"><c>network/no-interface</c>, <c>network/unreachable</c></exception>
    public async Task<IReadOnlyList<DiscoveredCamera>> SearchAsync(CancellationToken cancellationToken)
    {
        var network = LocalNetwork.Find(options.Interface);
        await new WsDiscovery(time, options.Port).SearchAsync(network, Found, options.Wait, cancellationToken);
        var matches = Found.ToList();
        var cameras = new DiscoveredCamera[matches.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, matches.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken },
            async (index, cancel) => cameras[index] = await AskAsync(matches[index], network, cancel));
        return [.. cameras.OrderBy(camera => BitConverter.ToUInt32([.. IPAddress.Parse(camera.Address).GetAddressBytes().Reverse()]))];
    }

    /// <summary>Asks one camera, wherever it is.</summary>
    /// <exception cref="ProblemException"><c>camera/not-found</c></exception>
    public async Task<DiscoveredCamera> AskHostAsync(string host, CancellationToken cancellationToken)
    {
        var address = await ResolveAsync(host, cancellationToken);
        var network = new LocalNetwork([new LocalAddress(host, address, PrefixLength: 32)]);
        if (options.ServicePort is null)
        {
            await new WsDiscovery(time, options.Port).AskAsync(address, Found, options.Wait, cancellationToken);
        }

        // A multicast answer of another device must not stand for this one.
        var match = Found.ToList().FirstOrDefault(found => found.Sender.Equals(address))
            ?? new ProbeMatch("", address, [], new CameraScopes(null, null, null));
        return await AskAsync(match, network, cancellationToken);
    }

    /// <summary>Asks one device that answered, where it is of this network.</summary>
    internal async Task<DiscoveredCamera> AskAsync(ProbeMatch match, LocalNetwork network, CancellationToken cancellationToken)
    {
        var camera = network.Addresses.Any(own => own.Reaches(match.Sender))
            ? await AskServicesAsync(match, network, cancellationToken)
            : new DiscoveredCamera
            {
                Address = match.Sender.ToString(),
                Answer = CameraAnswer.Elsewhere,
                Note = $"its address is not of this network ({string.Join(", ", network.Addresses)}): it was not asked",
            };
        return camera with
        {
            Answer = camera.Answer == CameraAnswer.WantsLogin && options.Credentials is not null ? CameraAnswer.LoginRefused : camera.Answer,
            Endpoint = match.Endpoint.Length > 0 ? match.Endpoint : null,
            Name = match.Scopes.Name,
            Hardware = match.Scopes.Hardware,
            Location = match.Scopes.Location,
        };
    }

    /// <exception cref="ProblemException"><c>camera/not-found</c></exception>
    internal static async Task<IPAddress> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(host, AddressFamily.InterNetwork, cancellationToken))[0];
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw new ProblemException(
                new Problem(
                    "camera/not-found",
                    $"host {CameraText.Clean(host)} is unknown, or has no IPv4 address",
                    "check the host name, or use the camera's IP address"),
                fault);
        }
    }

    private async Task<DiscoveredCamera> AskServicesAsync(ProbeMatch match, LocalNetwork network, CancellationToken cancellationToken)
    {
        // Those at the camera's own address first; a neighbour's may be another way to it.
        var services = match.Services
            .Select(named => network.Admit(named, match.Sender, Uri.UriSchemeHttp, Uri.UriSchemeHttps))
            .OfType<Uri>()
            .OrderByDescending(service => service.Host == match.Sender.ToString())
            .DefaultIfEmpty(options.DefaultService(match.Sender))
            .Distinct()
            .Take(ServicesTried);
        using var late = new CancellationTokenSource(options.CameraTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        DiscoveredCamera? camera = null;
        try
        {
            foreach (var service in services)
            {
                using var session = new OnvifSession(options.Credentials, time, options.RequestTimeout);
                camera = await new OnvifDevice(match.Sender, network, session, time).AskAsync(service, end.Token);
                if (camera.Answer is not (CameraAnswer.Silent or CameraAnswer.NotOnvif))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            camera = new DiscoveredCamera
            {
                Address = match.Sender.ToString(),
                Answer = CameraAnswer.Silent,
                Note = $"its answers took more than {options.CameraTimeout.TotalSeconds:0} s",
            };
        }

        return camera!;
    }
}
