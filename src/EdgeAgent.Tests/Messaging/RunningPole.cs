using System.Text;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Messaging;

/// <summary>An outbox and an uplink as the agent runs them.</summary>
internal sealed class RunningPole : IStatusSource, ILogger<MqttUplink>, IAsyncDisposable
{
    public static readonly PoleIdentity Identity = new("seoul", "pole-7");


    public static readonly SigningKey Key = SigningKey.Create(Identity.ToString());

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly TaskCompletionSource _unreadable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningPole(BrokerOptions broker, string directory, TimeProvider? time = null, IClipSealer? sealer = null)
    {
        Outbox = Some.Outbox(directory, sealer: sealer);
        Stills = StillStore.Open(Path.Combine(directory, "stills"), Mode);
        Uplink = new MqttUplink(broker, Identity, Outbox, this, time ?? TimeProvider.System, this, Stills);
        _running = Uplink.RunAsync(_stop.Token);
    }

    public static TrustedKeys Trusted { get; } = new([Key.ToTrusted(Identity.ToString(), KeyRole.Pole)]);

    public static IClipSealer Sealer { get; } = new ClipSealer(Identity, Key, null);

    public OutboxLog Outbox { get; }

    public StillStore Stills { get; }

    public MqttUplink Uplink { get; }

    /// <summary>Completes when a clip's file could not be read.</summary>
    public Task Unreadable => _unreadable.Task;

    /// <summary>Completes when the broker has answered that nobody hears.</summary>
    public Task Refused => _refused.Task;

    public PoleMode Mode => PoleMode.Operational;

    public MetaMessage Meta { get; set; } = MetaOf(Key);

    public MetaMessage GetMeta() => Meta;

    public static MetaMessage MetaOf(SigningKey key) => new()
    {
        AgentVersion = "0.1.0",
        SigningKey = JsonWebKeys.ToJson(key.ToTrusted(Identity.ToString(), KeyRole.Pole)),
    };

    /// <summary>Signs a manifest as this pole does.</summary>
    public static byte[] Sign(string manifest) => Jws.Sign(Encoding.UTF8.GetBytes(manifest), Key, ClipSealer.Type);

    public HealthMessage GetHealth() => new() { Clock = ClockState.Synced, Queue = new QueueHealth(Outbox.ReadBacklog().Total, null, 0) };

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        (eventId.Id switch { 1610 => _refused, 1625 => _unreadable, _ => null })?.TrySetResult();
    }

    /// <summary>As the agent stops: the uplink says goodbye, then the outbox is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await Outbox.DisposeAsync();
        _stop.Dispose();
    }
}
