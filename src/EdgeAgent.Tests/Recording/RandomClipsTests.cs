using System.Diagnostics;
using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Recording;

/// <summary>
/// Clips of random ranges of a recorded street, over reconnections, pauses and changes of format: each has the picture that was asked for.
/// The campaign <c>clips.sh</c> asks for many.
/// </summary>
public sealed class RandomClipsTests(MadeVideos videos, ITestOutputHelper output) : IClassFixture<MadeVideos>
{
    private const int Usual = 12;
    private const double LongestSide = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_ranges_give_clips_with_the_picture_that_was_asked_for()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("EDGEAGENT_CLIP_REQUESTS") ?? $"{Usual}", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("EDGEAGENT_CLIP_SEED") ?? "1", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        using var run = new RecordingRun(videos.NewDirectory(), new RecordingOptions { SegmentSeconds = 5, FragmentSeconds = 1 });
        using var ring = new RecordedFile(new ClipOptions { PreSeconds = 60, RingMaximumBytes = 1 << 30 });
        var end = await RecordAsync(run, ring);
        ring.Recorder.EndStream();
        var (sizes, parts, gaps, complete) = (0L, 0, 0, 0);
        List<double> milliseconds = [];
        for (var i = 0; i < count; i++)
        {
            // Memory holds the latter part of what the disk holds.
            var fromMemory = i % 2 == 1;
            var frames = fromMemory ? ring.Shown : run.Frames;
            var (moment, hash) = frames[random.Next(frames.Count)];
            var (from, to) = (moment - Side(random), moment + Side(random));
            var began = Stopwatch.GetTimestamp();
            var clip = fromMemory ? await ring.Recorder.RecordAsync(Request(from, to), Token) : await CutAsync(run, from, to);
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);

            var which = $"request {i} of seed {seed}: {moment.TotalSeconds:0.000} s within {from.TotalSeconds:0.000} to {to.TotalSeconds:0.000} s";
            Assert.True(clip.ActualStart <= moment || !fromMemory, which);
            AssertHas(clip, moment, hash, which);
            (sizes, parts, gaps, complete) =
                (sizes + clip.Parts.Sum(p => p.SizeBytes), parts + clip.Parts.Length, gaps + clip.Gaps.Length, complete + (clip.IsComplete ? 1 : 0));
            foreach (var part in clip.Parts)
            {
                File.Delete(part.Path);
            }
        }

        milliseconds.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} requests over {end:0} s: {count} have their picture, {parts} files play without a warning, {complete} complete, {gaps} gaps said, "
            + $"{sizes / 1e6:0.0} MB, cut in {milliseconds[count / 2]:0} ms (median), {milliseconds[^1]:0} ms (longest)"));
    }

    private static TimeSpan Side(Random random) => TimeSpan.FromSeconds(0.05 + (random.NextDouble() * LongestSide));

    /// <summary>FFmpeg itself plays each file without a word, with stamps that grow, and one has the picture at its place.</summary>
    private static void AssertHas(RecordedClip clip, MediaTime moment, string hash, string which)
    {
        var found = false;
        foreach (var part in clip.Parts)
        {
            var played = Tool.TryRun("ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-v", "warning", "-i", part.Path, "-f", "framehash", "-hash", "md5", "-");
            Assert.True((played.ExitCode, played.Errors) == (0, ""), $"{which}: {part.Path}: {played.Errors}");
            var rows = played.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')).ToList();
            var packets = Tool.FFprobe("-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", part.Path).Trim();
            Assert.True(rows.Count.ToString(CultureInfo.InvariantCulture) == packets, $"{which}: {rows.Count} pictures of {packets} packets");
            var stamps = rows.Select(row => long.Parse(row[2], CultureInfo.InvariantCulture)).ToList();
            Assert.All(stamps.Zip(stamps.Skip(1)), pair => Assert.True(pair.Second > pair.First, which));

            // By the place that the clip itself names: the picture that is shown at the moment.
            var unit = TimeBase(played.Output);
            var into = (moment - part.Start!.Value).TotalSeconds;
            found |= rows.Any(row => Math.Abs((long.Parse(row[2], CultureInfo.InvariantCulture) * unit) - into) < 0.005 && row[^1].Trim() == hash);
        }

        Assert.True(found, $"{which}: not in {string.Join(", ", clip.Parts.Select(part => $"{part.Start!.Value.TotalSeconds:0.000} s + {part.Duration.TotalSeconds:0.000} s"))}");
    }

    // The line "#tb 0: 1/25".
    private static double TimeBase(string output)
    {
        var line = output.Split('\n').Single(line => line.StartsWith("#tb 0:", StringComparison.Ordinal));
        var parts = line.Split(':')[1].Split('/');
        return double.Parse(parts[0], CultureInfo.InvariantCulture) / double.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    /// <summary>A camera's two minutes: its street, away, its street in another size, with B-frames, a pause, H.265, and the street again.</summary>
    private async Task<double> RecordAsync(RecordingRun run, RecordedFile ring)
    {
        var street = videos.Make("street.mp4", $"-i {Recordings.Video("town-centre.mp4")} -t 20 -an -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 0 -g 50 -vf scale=640:-2");
        var reordered = videos.Make("reordered.mp4", $"-i {Recordings.Video("one-by-one-person-detection.mp4")} -t 12 -an -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 3 -g 40 -vf scale=640:-2");
        var larger = videos.Make("larger-street.mp4", $"-i {Recordings.Video("town-centre.mp4")} -t 10 -an -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 0 -g 60 -vf scale=960:-2");
        var night = videos.AsHevc(videos.Make("night.mp4", $"-i {Recordings.Video("night-infrared.mp4")} -t 10 -an -c:v libx264 -preset ultrafast -pix_fmt yuv420p -vf scale=480:-2"));
        (string Path, double Away)[] connections = [(street, 0), (reordered, 3), (larger, 0.5), (night, 7), (street, 1.2), (reordered, 0.8)];
        var at = 100.0;
        var half = connections.Length / 2;
        for (var i = 0; i < connections.Length; i++)
        {
            at = Math.Round(at + connections[i].Away, 3);
            await run.FeedAsync(connections[i].Path, at);
            if (i >= half)
            {
                await ring.ReadAsync(connections[i].Path, at: at);
            }

            at = Math.Ceiling(run.Frames[^1].Time.TotalSeconds * 10 + 1) / 10;
        }

        return at - 100;
    }

    private Task<RecordedClip> CutAsync(RecordingRun run, MediaTime from, MediaTime to) => new RangeCutter(run.Store.Index.Find, TimeProvider.System).CutAsync(
        RecordingRun.Camera, Request(SegmentClock.Of(run.Clock.ToUtc(from).Value), SegmentClock.Of(run.Clock.ToUtc(to).Value)), progress: null, Token);

    private ClipRequest Request(MediaTime from, MediaTime to) => new(from, to, Path.Combine(videos.NewDirectory(), "clip.mp4"));
}
