using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>Connects once, to tell a technician whether it would work. It uses a name of its own and disturbs no running agent.</summary>
internal static class BrokerProbe
{
    /// <returns>What is wrong, or null.</returns>
    public static async Task<Problem?> RunAsync(BrokerOptions broker, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await MqttSession.ConnectAsync(
                broker, new SessionTerms($"probe-{Guid.NewGuid():n}"[..22], TimeSpan.Zero), _ => Task.CompletedTask, time, cancellationToken);
            await session.DisconnectAsync(cancellationToken);
            return null;
        }
        catch (MessagingException e)
        {
            return e.Problem;
        }
    }
}
