using System.Collections.Concurrent;
using EdgeAgent.Messaging;
using MQTTnet;

namespace EdgeAgent.Cli.Bench.Delivery;

/// <summary>Notes when messages arrive.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _news = new(0);
    private readonly ConcurrentQueue<(MqttApplicationMessage Message, long At)> _heard = new();
    private MqttSession _session = null!;

    private Subscriber(TimeProvider time) => _time = time;

    public int Count => _heard.Count;

    public IReadOnlyCollection<(MqttApplicationMessage Message, long At)> Heard => _heard;

    public static async Task<Subscriber> StartAsync(BrokerOptions broker, string filter, TimeProvider time, CancellationToken cancel)
    {
        var subscriber = new Subscriber(time);
        subscriber._session = await MqttSession.ConnectAsync(
            broker, new SessionTerms($"bench-{Guid.NewGuid():n}"[..22], TimeSpan.Zero), subscriber.Take, time, cancel);
        await subscriber._session.SubscribeAsync([filter], cancel);
        return subscriber;
    }

    /// <summary>Returns when so many have come.</summary>
    public async Task UntilAsync(int count, CancellationToken cancel)
    {
        while (_heard.Count < count)
        {
            await _news.WaitAsync(cancel);
        }
    }

    public ValueTask DisposeAsync()
    {
        _news.Dispose();
        return _session.DisposeAsync();
    }

    private Task Take(MqttApplicationMessage message)
    {
        _heard.Enqueue((message, _time.GetTimestamp()));
        _news.Release();
        return Task.CompletedTask;
    }
}
