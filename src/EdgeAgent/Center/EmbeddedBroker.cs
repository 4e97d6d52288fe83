using System.Net;
using System.Net.Sockets;
using EdgeAgent.Messaging;
using MQTTnet.Server;

namespace EdgeAgent.Center;

/// <summary>A whole MQTT 5 broker in this process, on loopback only, for the demo and for tests. It keeps nothing on disk.</summary>
internal sealed class EmbeddedBroker : IAsyncDisposable
{
    private const int Attempts = 5;

    // MQTTnet's 250 would drop the oldest blocks of a clip while a slow listener writes.
    private const int PendingMessagesPerClient = 10_000;

    private EmbeddedBroker(MqttServer server, int port)
    {
        Server = server;
        Port = port;
    }

    public int Port { get; }

    public MqttServer Server { get; }

    public BrokerOptions Options => new() { Host = "127.0.0.1", Port = Port };

    /// <param name="port">0 takes a free one.</param>
    /// <exception cref="CenterException">The port is taken.</exception>
    public static async Task<EmbeddedBroker> StartAsync(int port = 0)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = port == 0 ? FreePort() : port;
            var server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
                .WithDefaultEndpoint()
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
                .WithDefaultEndpointPort(candidate)
                .WithPersistentSessions()
                .WithMaxPendingMessagesPerClient(PendingMessagesPerClient)
                .Build());
            try
            {
                await server.StartAsync();
                return new EmbeddedBroker(server, candidate);
            }
            catch (SocketException e)
            {
                server.Dispose();
                if (port != 0 || attempt == Attempts)
                {
                    throw CenterException.PortTaken(candidate, e);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsStarted)
        {
            await Server.StopAsync(new MqttServerStopOptions());
        }

        Server.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
