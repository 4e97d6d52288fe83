using System.CommandLine;
using EdgeAgent.Cli.Simulation;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Cli;

/// <summary><c>simulate</c>: a pole without cameras, to test what stands at the other end.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var host = new Option<string>("--broker") { Description = "Host of the MQTT broker.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "HOST" };
        var port = new Option<int>("--port") { Description = "Port of the broker.", DefaultValueFactory = _ => 1883, HelpName = "N" };
        var root = new Option<string>("--root") { Description = "What all topics begin with.", DefaultValueFactory = _ => "safecity/v1", HelpName = "TOPIC" };
        var city = new Option<string>("--city") { Description = "The city of the pole.", DefaultValueFactory = _ => "demo-city", HelpName = "NAME" };
        var pole = new Option<string>("--pole") { Description = "Its name, also at the broker.", DefaultValueFactory = _ => "p-test", HelpName = "NAME" };
        var data = new Option<string>("--data-dir") { Description = "Where its outbox is kept: the same folder goes on with the same log.", Required = true, HelpName = "DIR" };
        var rate = new NumberOption<double>("--rate", 0.01, 10000) { Description = "Records a second (10)." };
        var events = new NumberOption<long>("--events", 0, long.MaxValue) { Description = "Stop raising after so many events, and go on sending until Ctrl-C. Absent: no end." };
        var atOnce = new NumberOption<int>("--at-once", 1, 256) { Description = "Records that may wait for the disk together, as those of many cameras do (1)." };
        var seed = new NumberOption<int>("--seed", 0, int.MaxValue) { Description = "The same gives the same events (1)." };
        var ledger = new Option<string?>("--ledger") { Description = "Append a line to this file for each record once it is on disk: record, event, phase, severity.", HelpName = "FILE" };
        var consumers = new Option<string[]>("--consumer") { Description = "A consumer whose acknowledgement is required; may be given several times.", HelpName = "NAME" };
        var bytes = new NumberOption<long>("--maximum-bytes", 1L << 20, 1L << 46) { Description = "Bytes that the outbox may take (268435456)." };
        var error = new NumberOption<double>("--clock-error-days", -36500, 36500) { Description = "Days by which the pole's clock is wrong (0)." };
        var verb = new Verb(
            "simulate",
            "Play a pole without cameras: made events of all severities go through a real outbox to a broker.",
            "edgeagent simulate --broker broker.example --pole p-test --data-dir simulated --rate 20 --events 1000")
        {
            host, port, root, city, pole, data, rate, events, atOnce, seed, ledger, consumers, bytes, error,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var time = new WrongClock(TimeSpan.FromDays(parsed.GetValue(error) ?? 0));
            using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
            var clock = new SystemMediaClock(time);
            var options = new OutboxOptions
            {
                RequiredConsumers = [.. parsed.GetValue(consumers) ?? []],
                MaximumBytes = parsed.GetValue(bytes) ?? new OutboxOptions().MaximumBytes,
            };
            var identity = new PoleIdentity(parsed.GetValue(city)!, parsed.GetValue(pole)!);
            using var device = DeviceIdentity.Open(new DevicePaths(parsed.GetValue(data)!), identity.ToString());
            await using var outbox = OutboxLog.Open(
                parsed.GetValue(data)!, options, new ClipSealer(identity, device.Key, device.Center), clock, time, loggers.CreateLogger<OutboxLog>());
            outbox.Mode = PoleMode.Operational;
            using var control = new SimulatedControl(parsed.GetValue(data)!, identity, outbox, clock, time, loggers);
            var uplink = new MqttUplink(
                new BrokerOptions { Host = parsed.GetValue(host)!, Port = parsed.GetValue(port), TopicRoot = parsed.GetValue(root)! },
                identity, outbox, new SimulatedStatus(outbox, control, time), time, loggers.CreateLogger<MqttUplink>(), commands: control);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var running = Task.WhenAll(uplink.RunAsync(stop.Token), control.RunAsync(stop.Token));
            var script = new EventScript(clock, parsed.GetValue(seed) ?? 1);
            await using var ledgerFile = parsed.GetValue(ledger) is { } path ? new StreamWriter(path, append: true) { AutoFlush = true } : null;
            try
            {
                await script.RunAsync(
                    outbox, parsed.GetValue(rate) ?? 10, parsed.GetValue(events) ?? long.MaxValue, parsed.GetValue(atOnce) ?? 1,
                    record => ledgerFile?.WriteLine($"{record.Id} {record.EventId} {MessageJson.KebabCase(record.Phase)} {MessageJson.KebabCase(record.Severity)}"),
                    time, cancel);
                parsed.InvocationConfiguration.Output.WriteLine("raised");
                parsed.InvocationConfiguration.Output.Flush();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
            }
            finally
            {
                await stop.CancelAsync();
                await running;
            }

            return ExitCode.Done;
        });
        return verb;
    }
}
