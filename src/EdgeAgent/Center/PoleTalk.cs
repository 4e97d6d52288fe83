using System.Threading.Channels;
using EdgeAgent.Messaging;
using MQTTnet;

namespace EdgeAgent.Center;

/// <summary>A short talk with one pole over the broker: hear some of its topics, say something, wait for what comes.</summary>
internal sealed class PoleTalk : IAsyncDisposable
{
    private readonly Channel<MqttApplicationMessage> _heard;
    private readonly MqttSession _session;
    private readonly TimeProvider _time;

    private PoleTalk(MqttSession session, Channel<MqttApplicationMessage> heard, PoleIdentity pole, Topics topics, TimeProvider time) =>
        (_session, _heard, Pole, Topics, _time) = (session, heard, pole, topics, time);

    public PoleIdentity Pole { get; }

    public Topics Topics { get; }

    /// <param name="broker">Where the pole is.</param>
    /// <param name="pole">Which.</param>
    /// <param name="topics">Below the pole, such as <c>state</c>.</param>
    /// <param name="time">For waits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MessagingException">The broker cannot be reached or refuses.</exception>
    public static async Task<PoleTalk> BeginAsync(
        BrokerOptions broker, PoleIdentity pole, IEnumerable<string> topics, TimeProvider time, CancellationToken cancellationToken)
    {
        var heard = Channel.CreateBounded<MqttApplicationMessage>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });
        var session = await MqttSession.ConnectAsync(
            broker,
            new SessionTerms($"center-{Guid.NewGuid():n}"[..22], TimeSpan.Zero),
            message =>
            {
                heard.Writer.TryWrite(message);
                return Task.CompletedTask;
            },
            time,
            cancellationToken);
        var talk = new PoleTalk(session, heard, pole, new Topics(broker.TopicRoot, pole), time);
        try
        {
            await session.SubscribeAsync(topics.Select(talk.Topics.Below), cancellationToken);
            return talk;
        }
        catch
        {
            await talk.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="MessagingException">The broker does not take it.</exception>
    public Task SayAsync(MqttApplicationMessage message, CancellationToken cancellationToken) => _session.PublishStatusAsync(message, cancellationToken);

    /// <summary>The first message that something can be made of; null where none comes in time.</summary>
    public async Task<T?> HearAsync<T>(Func<MqttApplicationMessage, T?> take, TimeSpan patience, CancellationToken cancellationToken)
        where T : class
    {
        using var late = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (take(await _heard.Reader.ReadAsync(either.Token)) is { } taken)
                {
                    return taken;
                }
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The body of a message on one topic below the pole; null for any other.</summary>
    public T? Body<T>(MqttApplicationMessage message, string below)
        where T : class =>
        message.Topic == Topics.Below(below) && Envelope.TryDecode<T>(System.Buffers.BuffersExtensions.ToArray(message.Payload), out _, out var body, out _) ? body : null;

    public async ValueTask DisposeAsync()
    {
        await _session.DisconnectAsync(CancellationToken.None);
        await _session.DisposeAsync();
    }
}
