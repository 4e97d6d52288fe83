using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using EdgeAgent.Cli.Demo;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Formatter;

namespace EdgeAgent.Cli.Bench.Delivery;

/// <summary>An outbox, an uplink, a mosquitto and a subscriber: what an alarm's way takes, alone and beside a clip.</summary>
/// <param name="events">Of each kind of measurement.</param>
/// <param name="clipMegabytes">Of the clip that goes out meanwhile.</param>
/// <param name="kilobitsPerSecond">Limit for the clip; 0 for none.</param>
/// <param name="time">The clock.</param>
internal sealed class DeliveryBench(int events, int clipMegabytes, int kilobitsPerSecond, TimeProvider time)
{
    private const int InFlight = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly PoleIdentity Pole = new("bench", "pole-1");

    private readonly SystemMediaClock _clock = new(time);

    public async Task<DeliveryBenchReport> RunAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("edgeagent-bench-").FullName;
        try
        {
            return await RunAsync(folder, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<DeliveryBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        var options = new BrokerOptions { Port = FreePort(), ClipKilobitsPerSecond = kilobitsPerSecond };
        await using var broker = await StartBrokerAsync(folder, options.Port, cancel);
        using var key = SigningKey.Create(Pole.ToString());
        await using var outbox = OutboxLog.Open(
            folder, new OutboxOptions(), new ClipSealer(Pole, key, null), _clock, time, NullLogger<OutboxLog>.Instance);
        await using var alarms = await Subscriber.StartAsync(options, "safecity/v1/+/+/event/#", time, cancel);
        await using var blocks = await Subscriber.StartAsync(options, "safecity/v1/+/+/clip/+/#", time, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = new MqttUplink(options, Pole, outbox, new BenchStatus(), time, NullLogger<MqttUplink>.Instance).RunAsync(stop.Token);

        // The first ones compile the code.
        await LatenciesAsync(outbox, alarms, () => alarms.Count < 100, cancel);
        var idle = await LatenciesAsync(outbox, alarms, Enough(events), cancel);
        var throughput = await ThroughputAsync(outbox, alarms, cancel);
        var sample = alarms.Heard.Last().Message;
        var bare = await BareAsync(options, sample, cancel);
        var began = time.GetTimestamp();
        var expected = await SendClipAsync(outbox, folder, cancel);
        await blocks.UntilAsync(2, cancel);
        var busy = await LatenciesAsync(outbox, alarms, () => blocks.Count < expected, cancel);
        await blocks.UntilAsync(expected, cancel);
        var blocksPerSecond = expected / time.GetElapsedTime(began, blocks.Heard.Last().At).TotalSeconds;
        await stop.CancelAsync();
        await running;
        return new DeliveryBenchReport
        {
            Events = events,
            IdleP50Milliseconds = Math.Round(Percentile.Of(idle, 0.5), 1),
            IdleP99Milliseconds = Math.Round(Percentile.Of(idle, 0.99), 1),
            BusyP50Milliseconds = Math.Round(Percentile.Of(busy, 0.5), 1),
            BusyP99Milliseconds = Math.Round(Percentile.Of(busy, 0.99), 1),
            BusyEvents = busy.Count,
            BlocksPerSecond = Math.Round(blocksPerSecond),
            EventsPerSecond = Math.Round(throughput),
            BareEventsPerSecond = Math.Round(bare),
            EventBytes = sample.Payload.Length,
        };
    }

    private static async Task<ChildProcess> StartBrokerAsync(string folder, int port, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(
            file,
            string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\npersistence false\nlog_dest stderr\nset_tcp_nodelay true\nmax_queued_messages 0\n"),
            cancel);
        var program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        var broker = ChildProcess.Start(
            program, ["-c", file], line => line.EndsWith("running", StringComparison.Ordinal), _ => { }, TimeProvider.System);
        await broker.WaitUntilReadyAsync(cancel);
        return broker;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static Func<bool> Enough(int count)
    {
        var left = count;
        return () => left-- > 0;
    }

    /// <summary>Alarms one after the other, with a pause between them.</summary>
    private async Task<List<double>> LatenciesAsync(OutboxLog outbox, Subscriber alarms, Func<bool> more, CancellationToken cancel)
    {
        List<double> taken = [];
        do
        {
            var (heard, began) = (alarms.Count, time.GetTimestamp());
            await outbox.RaiseAsync(Alarm(), cancel);
            await alarms.UntilAsync(heard + 1, cancel);
            taken.Add(time.GetElapsedTime(began, alarms.Heard.Last().At).TotalMilliseconds);
            await Task.Delay(Pause, time, cancel);
        }
        while (more());
        return taken;
    }

    private async Task<double> ThroughputAsync(OutboxLog outbox, Subscriber alarms, CancellationToken cancel)
    {
        var (heard, began) = (alarms.Count, time.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, events).Select(_ => outbox.RaiseAsync(Alarm(), cancel).AsTask()));
        await alarms.UntilAsync(heard + events, cancel);
        while (outbox.ReadBacklog().Total > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), time, cancel);
        }

        return events / time.GetElapsedTime(began).TotalSeconds;
    }

    private async Task<double> BareAsync(BrokerOptions broker, MqttApplicationMessage sample, CancellationToken cancel)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer(broker.Host, broker.Port).Build(), cancel);
        using var window = new SemaphoreSlim(InFlight);
        var began = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, events).Select(async _ =>
        {
            await window.WaitAsync(cancel);
            await client.PublishAsync(sample, cancel);
            window.Release();
        }));
        return events / time.GetElapsedTime(began).TotalSeconds;
    }

    /// <returns>Messages of the clip: its manifest and its blocks.</returns>
    private async Task<int> SendClipAsync(OutboxLog outbox, string folder, CancellationToken cancel)
    {
        // Of a critical event: its clip is pushed, so that no center need ask for it.
        var alarm = Alarm();
        await outbox.RaiseAsync(alarm, cancel);
        var bytes = RandomNumberGenerator.GetBytes(clipMegabytes * 1_000_000);
        var path = Path.Combine(folder, "clip.mp4");
        await File.WriteAllBytesAsync(path, bytes, cancel);
        await outbox.AddAsync(
            new Clip
            {
                Id = Guid.CreateVersion7(),
                Camera = alarm.Camera,
                EventId = alarm.EventId,
                Purpose = "event",
                AskedStart = alarm.Utc,
                AskedEnd = alarm.Utc,
                ActualStart = alarm.Utc,
                ActualEnd = alarm.Utc,
                Parts = [new ClipPart(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), "h264", 640, 360, TimeSpan.Zero)],
            },
            cancel);
        return 1 + ((bytes.Length + 65535) / 65536);
    }

    private EdgeEvent Alarm() => EdgeEvent.Began(new CameraId("gate"), EventTypes.Intrusion, _clock.Now, _clock) with
    {
        Severity = Severity.Critical, Rule = "yard-intrusion", Zone = "yard", ObjectClass = "person", Score = 0.74f, Tracks = [1],
    };
}
