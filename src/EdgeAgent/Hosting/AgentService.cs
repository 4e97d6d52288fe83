using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Pipeline;
using EdgeAgent.Search.Orders;
using EdgeAgent.Search.Sightings;
using EdgeAgent.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hosting;

/// <summary>The agent of one pole while it runs: the outbox first, then the cameras and the way to the center.</summary>
internal sealed partial class AgentService(
    ConfigurationSnapshot configuration, IMediaClock clock, TimeProvider time, LogLevelSwitch levels, ILoggerFactory loggers) : BackgroundService
{
    private static readonly RestartPolicy DiskPolicy = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    /// <summary>What a stop may take: the last events and clips go to disk and the farewell to the broker.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = loggers.CreateLogger<AgentService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = configuration.Options;
        Log.Starting(_logger, AgentVersion.Current, options.City, options.Pole, options.Cameras.Length, configuration.Version);
        foreach (var problem in configuration.RemoteProblems)
        {
            Log.RemoteIgnored(_logger, problem.ToString());
        }

        // A second agent in the same directory would end the events of the first and send its messages twice.
        using var held = await WhenDiskAllowsAsync("data directory", () => DirectoryLock.Take(DataPaths.Lock(options.DataDirectory)), stoppingToken);
        using var identity = held is null ? null : await WhenDiskAllowsAsync("identity", OpenIdentity, stoppingToken);
        await using var outbox = identity is null ? null : await WhenDiskAllowsAsync("outbox", () => OpenOutbox(identity), stoppingToken);
        if (outbox is not null)
        {
            outbox.DeleteStrays(DataPaths.Clips(options.DataDirectory));
            await RunAsync(outbox, identity!, stoppingToken);
        }

        Log.Stopped(_logger);
    }

    private async Task RunAsync(OutboxLog outbox, DeviceIdentity identity, CancellationToken stoppingToken)
    {
        var options = configuration.Options;
        using var model = new SharedModel(options.Model, options.PoseModel);
        using var recording = new RecordingService(options, outbox, clock, time, loggers);
        var stills = StillStore.Open(DataPaths.Stills(options.DataDirectory), options.Mode);
        using var sightings = SightingsIndex.Open(
            DataPaths.Sightings(options.DataDirectory), options.Sightings, time, loggers.CreateLogger<SightingsIndex>());
        using var control = new ControlRoom(options, identity.Trust, outbox, clock, time, levels, loggers);
        using var orders = new OrderService(
            options.DataDirectory,
            options.Orders.File is { } file ? new OrderFileSource(file) : control.Orders,
            control.Verdicts,
            clock,
            time,
            loggers,
            sightings);
        var keeping = new CameraKeeping { Recording = recording.Store, Stills = stills, Orders = orders.Book, Sightings = sightings };
        UplinkHost? uplink = null;
        using var cameras = new CameraFleet(
            plan => Watched(new CameraPipeline(plan, model, control.Verdicts, outbox, clock, time, loggers, keeping)), control.Verdicts.Forget);
        var pole = new PoleInForce(configuration, cameras, model);
        cameras.Prepare(PoleInForce.Plans(options));
        control.Mode.Changed += Take;
        Take(control.Mode.Current);
        clock.Corrected += sightings.CorrectClock;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var arming = stop.Token.Register(() => giveUp.CancelAfter(Grace));
        using var goodbye = new CancellationTokenSource();
        try
        {
            control.Open(pole, outbox, orders, recording, sightings);
            var status = new StatusSource(
                () => pole.Configuration, () => cameras.Current, model, outbox, recording, stills, orders, sightings, identity, clock, time, control);
            uplink = new UplinkHost(
                broker => new MqttUplink(
                    broker, Pole, outbox, status, time, loggers.CreateLogger<MqttUplink>(), stills, control.Inbox, control.Mail, identity.Trust),
                options.Broker);
            pole.Uplink = uplink;
            model.Loaded += uplink.RequestHealth;
            orders.Changed += uplink.RequestHealth;

            var clockWatch = new ClockWatch(clock, time, loggers.CreateLogger<ClockWatch>());
            var watchingClock = new Supervisor(time, loggers.CreateLogger<Supervisor>())
                .RunAsync("clock", clockWatch.RunAsync, _ => DiskPolicy, _ => { }, stop.Token);
            var delivering = uplink.RunAsync(goodbye.Token);
            var watchingName = new DuplicateWatch(new CameraId(options.Cameras[0].Id), () => uplink.Duplicate, outbox, clock, time).RunAsync(stop.Token);
            List<Task> watching =
            [
                cameras.RunAsync(stop.Token, giveUp.Token), recording.RunAsync(stop.Token), orders.RunAsync(stop.Token, giveUp.Token), control.RunAsync(stop.Token),
            ];

            // None of them ends by itself. Where one does, the agent ends with it: systemd starts a whole one.
            var first = await Task.WhenAny([delivering, .. watching]);
            await stop.CancelAsync();
            await Task.WhenAll([.. watching, watchingClock, watchingName]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (giveUp.IsCancellationRequested)
            {
                Log.GivenUp(_logger, Grace.TotalSeconds);
            }

            // The cameras have said their last: only now does the pole go offline.
            await goodbye.CancelAsync();
            await delivering;
            if (!stoppingToken.IsCancellationRequested)
            {
                await first;
            }
        }
        finally
        {
            clock.Corrected -= sightings.CorrectClock;
        }

        void Take(PoleMode mode)
        {
            (outbox.Mode, stills.Mode) = (mode, mode);
            uplink?.RequestHealth();
        }

        CameraPipeline Watched(CameraPipeline camera)
        {
            camera.State.FaultChanged += Tell;
            camera.Recording.FaultChanged += Tell;
            camera.Ptz?.Changed += Tell;
            foreach (var stream in camera.Streams)
            {
                stream.Health.Changed += Tell;
            }

            return camera;
        }

        void Tell() => uplink?.RequestHealth();
    }

    private PoleIdentity Pole => new(configuration.Options.City, configuration.Options.Pole);

    private DeviceIdentity OpenIdentity() => DeviceIdentity.Open(new DevicePaths(configuration.Options.DataDirectory), Pole.ToString());

    private OutboxLog OpenOutbox(DeviceIdentity identity)
    {
        var options = configuration.Options;
        var outbox = OutboxLog.Open(options.DataDirectory, options.Outbox, new ClipSealer(Pole, identity.Key, identity.Center), clock, time, loggers.CreateLogger<OutboxLog>());
        outbox.Mode = options.Mode;
        return outbox;
    }

    /// <summary>Tried until the disk allows it; null where the agent is stopped before.</summary>
    private async Task<T?> WhenDiskAllowsAsync<T>(string name, Func<T> open, CancellationToken stoppingToken)
        where T : class
    {
        T? opened = null;
        await new Supervisor(time, loggers.CreateLogger<Supervisor>()).RunAsync(
            name,
            _ =>
            {
                opened = open();
                return Task.CompletedTask;
            },
            _ => DiskPolicy,
            _ => { },
            stoppingToken);
        return opened;
    }

    private static partial class Log
    {
        [LoggerMessage(1900, LogLevel.Information, "EdgeAgent {Version}: {City}/{Pole}, {Cameras} camera(s), configuration {Configuration}")]
        public static partial void Starting(ILogger logger, string version, string city, string pole, int cameras, string configuration);

        [LoggerMessage(1901, LogLevel.Warning, "the remote part of the configuration is not in force: {Problem}")]
        public static partial void RemoteIgnored(ILogger logger, string problem);

        [LoggerMessage(1903, LogLevel.Error, "stopping without the last events and clips: they were not on disk after {Seconds:0} s")]
        public static partial void GivenUp(ILogger logger, double seconds);

        [LoggerMessage(1902, LogLevel.Information, "stopped")]
        public static partial void Stopped(ILogger logger);
    }
}
