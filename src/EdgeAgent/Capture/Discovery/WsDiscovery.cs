using System.Net;
using System.Net.Sockets;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Asks the network who is a camera (WS-Discovery), and listens for a while.</summary>
internal sealed class WsDiscovery(TimeProvider time, int port = WsDiscovery.Port)
{
    public const int Port = 3702;

    /// <summary>A datagram may be lost; who has answered a question does not answer it again.</summary>
    private const int Rounds = 3;

    private static readonly IPAddress Group = IPAddress.Parse("239.255.255.250");
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(400);

    /// <summary>Asks everybody on these interfaces.</summary>
    /// <exception cref="ProblemException"><c>network/unreachable</c></exception>
    public async Task SearchAsync(LocalNetwork network, FoundDevices found, TimeSpan wait, CancellationToken cancellationToken)
    {
        var sockets = new List<Socket>();
        try
        {
            foreach (var address in network.Addresses)
            {
                TryOpen(address.Address, sockets);
            }

            await AskAsync(sockets, Group, found, () => false, wait, cancellationToken);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    /// <summary>Asks one device, until it answers.</summary>
    public async Task AskAsync(IPAddress host, FoundDevices found, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var socket = Open(IPAddress.Any);
        await AskAsync([socket], host, found, () => found.Count > 0, wait, cancellationToken);
    }

    // An address may go between being listed and being used.
    private static void TryOpen(IPAddress local, List<Socket> sockets)
    {
        try
        {
            sockets.Add(Open(local));
        }
        catch (SocketException)
        {
        }
    }

    private static Socket Open(IPAddress local)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(local, 0));
        if (!local.Equals(IPAddress.Any))
        {
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, local.GetAddressBytes());
        }

        return socket;
    }

    private static async Task SendAsync(IReadOnlyList<Socket> sockets, IPEndPoint target, Probe[] probes, CancellationToken cancellationToken)
    {
        SocketException? failed = null;
        var sent = 0;
        foreach (var socket in sockets)
        {
            try
            {
                foreach (var probe in probes)
                {
                    await socket.SendToAsync(probe.ToBytes(), target, cancellationToken);
                }

                sent++;
            }
            catch (SocketException fault)
            {
                failed = fault;
            }
        }

        // One interface without a route must not spoil the search on the others.
        if (sent == 0)
        {
            throw new ProblemException(
                new Problem(
                    "network/unreachable",
                    $"nothing could be sent to {target}: {failed?.Message ?? "no address could be used"}",
                    "look at ip address and ip route: is the cable in, has the interface an address?"),
                failed);
        }
    }

    private static async Task ListenAsync(Socket socket, FoundDevices found, Guid[] probes, Action changed, CancellationToken cancellationToken)
    {
        var buffer = new byte[ushort.MaxValue];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, cancellationToken);
                var sender = ((IPEndPoint)received.RemoteEndPoint).Address;
                if (found.Admits(sender))
                {
                    ProbeReply.Read(buffer.AsMemory(0, received.ReceivedBytes), sender, probes).ToList().ForEach(found.Add);
                    changed();
                }
            }
        }
        catch (SocketException)
        {
            // The interface has gone down; the others go on.
        }
    }

    private async Task AskAsync(
        IReadOnlyList<Socket> sockets, IPAddress target, FoundDevices found, Func<bool> isEnough, TimeSpan wait, CancellationToken cancellationToken)
    {
        var probes = Probe.Both();
        Guid[] ids = [.. probes.Select(probe => probe.Id)];
        using var over = new CancellationTokenSource(wait, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        void EndIfEnough()
        {
            if (isEnough())
            {
                end.Cancel();
            }
        }

        Task[] listening = [.. sockets.Select(socket => ListenAsync(socket, found, ids, EndIfEnough, end.Token))];
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await SendAsync(sockets, new IPEndPoint(target, port), probes, end.Token);
                await Task.Delay(BetweenRounds, time, end.Token);
            }

            await Task.WhenAll(listening);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(listening.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        }
    }
}
