using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Hosting;

/// <summary>The way to the center, which may become another one while the agent runs.</summary>
/// <param name="create">Makes the way to a broker.</param>
/// <param name="broker">Of the beginning.</param>
internal sealed class UplinkHost(Func<BrokerOptions, MqttUplink> create, BrokerOptions broker)
{
    private readonly Lock _lock = new();
    private MqttUplink _current = create(broker);
    private (MqttUplink Uplink, TaskCompletionSource Taken)? _next;
    private CancellationTokenSource? _leave;

    public bool Connected => Volatile.Read(ref _current).Connected;

    public long Epoch => Volatile.Read(ref _current).Epoch;

    /// <summary>Another device has this pole's name.</summary>
    public Problem? Duplicate => Volatile.Read(ref _current).Duplicate;

    public void RequestHealth() => Volatile.Read(ref _current).RequestHealth();

    public void Rebirth() => Volatile.Read(ref _current).Rebirth();

    /// <summary>Runs until cancelled, and says goodbye.</summary>
    public async Task RunAsync(CancellationToken goodbye)
    {
        while (true)
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(goodbye);
            lock (_lock)
            {
                _leave = leave;
                if (_next is { } next)
                {
                    (_current, _next) = (next.Uplink, null);
                    next.Taken.SetResult();
                }
            }

            await _current.RunAsync(leave.Token);
            lock (_lock)
            {
                _leave = null;
                if (_next is null || goodbye.IsCancellationRequested)
                {
                    _next?.Taken.TrySetResult();
                    return;
                }
            }
        }
    }

    /// <summary>Says goodbye to the broker, and goes on with another; completes when the first has been left.</summary>
    public async Task ChangeAsync(BrokerOptions other, CancellationToken cancellationToken)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _next?.Taken.TrySetResult();
            _next = (create(other), taken);
            _leave?.Cancel();
        }

        await taken.Task.WaitAsync(cancellationToken);
    }
}
