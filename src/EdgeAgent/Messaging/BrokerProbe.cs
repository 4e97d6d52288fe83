using EdgeAgent.Domain;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

/// <summary>Connects once, to tell a technician whether it would work. It uses a name of its own and disturbs no running agent.</summary>
internal static class BrokerProbe
{
    /// <param name="broker">Where.</param>
    /// <param name="time">For the timeouts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="name">The probe's name is this one's with <c>-probe</c>, as of the pole; absent for a random one.</param>
    /// <param name="tls">Learns of the broker's certificate.</param>
    /// <returns>What is wrong, or null.</returns>
    public static async Task<Problem?> RunAsync(
        BrokerOptions broker, TimeProvider time, CancellationToken cancellationToken, string? name = null, TlsFiles? tls = null)
    {
        try
        {
            var terms = new SessionTerms(name is null ? $"probe-{Guid.NewGuid():n}"[..22] : $"{name}-probe", TimeSpan.Zero) { Tls = tls };
            await using var session = await MqttSession.ConnectAsync(broker, terms, _ => Task.CompletedTask, time, cancellationToken);
            await session.DisconnectAsync(cancellationToken);
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problem;
        }
    }
}
