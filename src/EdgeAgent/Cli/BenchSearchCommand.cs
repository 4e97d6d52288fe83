using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeAgent.Cli.Bench.Search;
using EdgeAgent.Hosting.Configuration;

namespace EdgeAgent.Cli;

/// <summary><c>bench search</c>: what searching among very many sightings costs, and whether it finds what a look at every row finds.</summary>
internal static class BenchSearchCommand
{
    public static Command Create()
    {
        var file = new Option<string>("--file") { Description = "The file of the sightings: used as it is where it is there, else made.", HelpName = "FILE", Required = true };
        var rows = new NumberOption<long>("--rows", 1, 100_000_000) { Description = "How many sightings, 100000 by default." };
        var queries = new NumberOption<int>("--queries", 1, 100_000) { Description = "How many searches, 200 by default; every second one is unselective." };
        var seed = new NumberOption<int>("--seed", 0, int.MaxValue - 1) { Description = "Of what is made, 1 by default." };
        var uniform = new Option<bool>("--uniform") { Description = "All colours alike, which no street has: the hardest for an index." };
        var json = new JsonOption();
        var verb = new Verb(
            "search",
            "Measure searches by description among made sightings, while 200 are added a second, and compare each answer with that of a look at every row.",
            "edgeagent bench search --file /tmp/sightings.db --rows 100000 --queries 200 --seed 1")
        {
            file,
            rows,
            queries,
            seed,
            uniform,
            json,
        };
        verb.SetAction(async (parsed, cancel) =>
        {
            var bench = new SearchBench(
                parsed.GetValue(file)!, parsed.GetValue(rows) ?? 100_000, parsed.GetValue(queries) ?? 200, parsed.GetValue(seed) ?? 1, parsed.GetValue(uniform),
                TimeProvider.System);
            var report = await bench.RunAsync(cancel);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonSerializer.Serialize(report, ConfigurationJson.Options));
            }
            else
            {
                Write(output, report);
            }

            return report.Identical == report.Queries ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static void Write(TextWriter output, SearchBenchReport report) => TextTable.Write(
        output,
        ["sightings", Text($"{report.Rows}{(report.Uniform ? ", all colours alike" : "")}, {report.FileMegabytes} MB, opened in {report.OpenMilliseconds} ms")],
        ["black over blue", Text($"median {report.UnselectiveMedianMilliseconds} ms, p95 {report.UnselectiveP95Milliseconds} ms")],
        ["others", Text($"median {report.OtherMedianMilliseconds} ms, p95 {report.OtherP95Milliseconds} ms")],
        ["all", Text($"p95 {report.P95Milliseconds} ms of {report.Queries} queries, {report.Identical} as every row says; processor {report.ProcessorMilliseconds} ms each")],
        ["every row", Text($"{report.BruteForceMilliseconds} ms for one query")],
        ["memory", Text($"{report.MemoryMegabytes} MB more at most")],
        ["added", Text($"{report.InsertsPerSecond} a second, the slowest in {report.SlowestAddMilliseconds} ms, {report.Dropped} dropped")]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
