using EdgeAgent.Domain;
using EdgeAgent.Search.Sightings;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Cli.Bench.Search;

/// <summary>Fills a file with made sightings, unless it is there already, and searches it while more are added.</summary>
internal sealed class SearchBench(string path, long rows, int queries, int seed, bool isUniform, TimeProvider time)
{
    private const int Days = 30;
    private const int InsertsPerSecond = 200;
    private const int WarmUp = 10;

    private static readonly SightingsOptions KeepAll = new() { MaximumDays = 36500, MaximumBytes = long.MaxValue };

    private readonly MadeSightings _made = new(seed, Days, rows, isUniform);
    private double _slowestAdd;
    private double _peakMegabytes;
    private TimeSpan _processor;
    private long _added;

    public async Task<SearchBenchReport> RunAsync(CancellationToken cancel)
    {
        var fillSeconds = File.Exists(path) ? (double?)null : Fill(cancel);
        var asked = MadeQueries.Make(queries, seed, _made.Begin);
        var opening = time.GetTimestamp();
        using var index = SightingsIndex.Open(path, KeepAll, time, NullLogger<SightingsIndex>.Instance);
        if (index.Fault is { } fault)
        {
            throw new ProblemException(fault);
        }

        var openMilliseconds = time.GetElapsedTime(opening).TotalMilliseconds;
        GC.Collect();
        var before = ProcessUsage.ResidentMegabytes;
        var (answers, milliseconds, insertsPerSecond) = await MeasureAsync(index, asked, cancel);
        index.Flush();
        var expected = new BruteForce(asked).Run(path);
        var scan = time.GetTimestamp();
        new BruteForce(asked.GetRange(0, 1)).Run(path);
        var bruteForce = time.GetElapsedTime(scan).TotalMilliseconds;
        var unselective = milliseconds.Where((_, i) => MadeQueries.IsUnselective(i)).ToList();
        var others = milliseconds.Where((_, i) => !MadeQueries.IsUnselective(i)).DefaultIfEmpty().ToList();
        return new SearchBenchReport
        {
            Rows = rows,
            Uniform = isUniform,
            Queries = queries,
            FileMegabytes = Math.Round(new FileInfo(path).Length / 1e6, 1),
            FillSeconds = fillSeconds,
            OpenMilliseconds = Math.Round(openMilliseconds, 1),
            UnselectiveMedianMilliseconds = Math.Round(Percentile.Of(unselective, 0.5), 2),
            UnselectiveP95Milliseconds = Math.Round(Percentile.Of(unselective, 0.95), 2),
            OtherMedianMilliseconds = Math.Round(Percentile.Of(others, 0.5), 2),
            OtherP95Milliseconds = Math.Round(Percentile.Of(others, 0.95), 2),
            P95Milliseconds = Math.Round(Percentile.Of(milliseconds, 0.95), 2),
            ProcessorMilliseconds = Math.Round(_processor.TotalMilliseconds, 2),
            BruteForceMilliseconds = Math.Round(bruteForce, 0),
            Identical = answers.Zip(expected, (answer, right) => answer.SequenceEqual(right)).Count(same => same),
            MemoryMegabytes = Math.Round(_peakMegabytes - before, 1),
            InsertsPerSecond = Math.Round(insertsPerSecond, 0),
            SlowestAddMilliseconds = Math.Round(_slowestAdd, 2),
            Dropped = index.Dropped,
        };
    }

    private double Fill(CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        using var index = SightingsIndex.Open(path, KeepAll, time, NullLogger<SightingsIndex>.Instance);
        for (var made = 0L; made < rows; made++)
        {
            index.Add(_made.Next());
            if (made % SightingBlock.Rows == SightingBlock.Rows - 1)
            {
                cancel.ThrowIfCancellationRequested();
                index.Flush();
            }
        }

        return Math.Round(time.GetElapsedTime(start).TotalSeconds, 1);
    }

    private async Task<(List<List<(float, int)>> Answers, List<double> Milliseconds, double InsertsPerSecond)> MeasureAsync(
        SightingsIndex index, List<SightingQuery> asked, CancellationToken cancel)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var start = time.GetTimestamp();
        var inserting = Task.Run(() => InsertAsync(index, done.Token), CancellationToken.None);
        List<List<(float, int)>> answers = [];
        List<double> milliseconds = [];
        var warmUp = Math.Min(WarmUp, asked.Count);
        var used = default(TimeSpan);
        foreach (var query in asked.Take(warmUp).Concat(asked))
        {
            cancel.ThrowIfCancellationRequested();
            used = answers.Count == warmUp ? Environment.CpuUsage.TotalTime : used;
            var begin = time.GetTimestamp();
            var found = index.Search(query);
            milliseconds.Add(time.GetElapsedTime(begin).TotalMilliseconds);
            answers.Add([.. found.Select(match => (match.LogLikelihoodRatio, match.Sighting.Track))]);
            _peakMegabytes = Math.Max(_peakMegabytes, ProcessUsage.ResidentMegabytes);
        }

        _processor = (Environment.CpuUsage.TotalTime - used) / asked.Count;
        var rate = Interlocked.Read(ref _added) / time.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        await inserting;
        return (answers[warmUp..], milliseconds[warmUp..], rate);
    }

    private async Task InsertAsync(SightingsIndex index, CancellationToken cancel)
    {
        var later = new MadeSightings(seed + 1, Days, rows, isUniform);
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                for (; _added < time.GetElapsedTime(start).TotalSeconds * InsertsPerSecond; Interlocked.Increment(ref _added))
                {
                    var begin = time.GetTimestamp();
                    index.Add(later.NextAfterEnd());
                    _slowestAdd = Math.Max(_slowestAdd, time.GetElapsedTime(begin).TotalMilliseconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // All was asked.
        }
    }
}
