using System.Text.Json;
using EdgeAgent.Control;
using EdgeAgent.Control.Desired;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Hosting;

/// <summary>The pole as commands and the center's configuration see it while it runs.</summary>
internal sealed class PoleInForce(ConfigurationSnapshot configuration, CameraFleet cameras, SharedModel model) : IRunningPole, IConfigurable
{
    private ConfigurationSnapshot _configuration = configuration;

    public ConfigurationSnapshot Configuration => Volatile.Read(ref _configuration);

    /// <summary>Set before anything can come over it.</summary>
    public UplinkHost? Uplink { get; set; }

    public IReadOnlyList<CameraPipeline> Cameras => cameras.Current;

    public bool IsConnected => Uplink is { Connected: true };

    public bool NeedsConsumer => !Configuration.Options.Outbox.RequiredConsumers.IsEmpty;

    /// <summary>What each camera is made of: where nothing of it changes, the camera goes on.</summary>
    public static IReadOnlyList<(CameraPlan Plan, string Signature)> Plans(AgentOptions options)
    {
        var shared = Json((options.Model, options.Site?.TimeZone));
        return [.. CameraPlans.From(options).Select((plan, index) => (plan, Json(options.Cameras[index]) + shared))];
    }

    public Task RestartAsync(CameraId camera, CancellationToken cancellationToken) => cameras.RestartAsync(camera, cancellationToken);

    public void Rebirth() => Uplink?.Rebirth();

    public (IReadOnlyList<Problem> Problems, bool ChangesConnection) Check(byte[]? settings)
    {
        var problems = new List<Problem>();
        var next = AgentConfiguration.WithRemote(Configuration, settings, problems);
        if (next is not null)
        {
            problems.AddRange(ServedRules.Check(next.Options));
        }

        return (problems, next is not null && IsOtherBroker(next));
    }

    public async Task ApplyAsync(byte[]? settings, CancellationToken cancellationToken)
    {
        if (AgentConfiguration.WithRemote(Configuration, settings, []) is not { } next)
        {
            // They were checked; the pole's own settings have not changed since.
            return;
        }

        var isOtherBroker = IsOtherBroker(next);
        Volatile.Write(ref _configuration, next);
        if (isOtherBroker && Uplink is { } uplink)
        {
            await uplink.ChangeAsync(next.Options.Broker, cancellationToken);
        }

        await cameras.ApplyAsync(Plans(next.Options), () => model.Use(next.Options.Model), cancellationToken);
        Uplink?.RequestHealth();
    }

    private bool IsOtherBroker(ConfigurationSnapshot next) => Json(next.Options.Broker) != Json(Configuration.Options.Broker);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Fields);

    private static readonly JsonSerializerOptions Fields = new(ConfigurationJson.Options) { IncludeFields = true, WriteIndented = false };
}
