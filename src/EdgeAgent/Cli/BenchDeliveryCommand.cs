using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Cli.Bench.Delivery;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>bench delivery</c>: how long an alarm takes to whoever listens, and how many go through.</summary>
internal static class BenchDeliveryCommand
{
    private const double GoalMilliseconds = 50;

    public static Command Create()
    {
        var events = new NumberOption<int>("--events", 10, 1_000_000) { Description = "How many alarms, 500 by default." };
        var clip = new NumberOption<int>("--clip-megabytes", 1, 1000) { Description = "Size of the clip that goes out meanwhile, 100 by default." };
        var limit = new NumberOption<int>("--clip-kilobits", 0, 10_000_000) { Description = "Most that the clip may take, in kbit/s; no limit by default." };
        var json = new JsonOption();
        var verb = new Verb(
            "delivery",
            "Measure the way of alarms from the outbox through a mosquitto of its own to a subscriber, alone and beside a clip; exit code 1 where p99 is above 50 ms.",
            "edgeagent bench delivery --events 500 --clip-megabytes 100")
        {
            events,
            clip,
            limit,
            json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var report = await new DeliveryBench(
                parsed.GetValue(events) ?? 500, parsed.GetValue(clip) ?? 100, parsed.GetValue(limit) ?? 0, TimeProvider.System).RunAsync(cancel);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(report, ConfigurationJson.Options));
            }
            else
            {
                Write(output, report);
            }

            return Math.Max(report.IdleP99Milliseconds, report.BusyP99Milliseconds) <= GoalMilliseconds ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static void Write(TextWriter output, DeliveryBenchReport report) => TextTable.Write(
        output,
        ["idle", Text($"p50 {report.IdleP50Milliseconds} ms, p99 {report.IdleP99Milliseconds} ms from append to subscriber, {report.Events} alarms of {report.EventBytes} bytes")],
        ["beside a clip", Text($"p50 {report.BusyP50Milliseconds} ms, p99 {report.BusyP99Milliseconds} ms, {report.BusyEvents} alarms, {report.BlocksPerSecond} blocks a second")],
        ["throughput", Text($"{report.EventsPerSecond} events a second from append to PUBACK; MQTTnet alone {report.BareEventsPerSecond}: {report.Ratio}")]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
