using System.Buffers.Binary;
using System.Globalization;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using EdgeAgent.Recording.Index;
using EdgeAgent.Recording.Segments;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Recording;

/// <summary>
/// Records real video through a disk that keeps a journal, and cuts the power at many places of it. How many: EDGEAGENT_POWER_CUTS, which the
/// campaign <c>power_cuts.sh</c> sets.
/// </summary>
public sealed class PowerCutTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static readonly int Cuts =
        int.TryParse(Environment.GetEnvironmentVariable("EDGEAGENT_POWER_CUTS"), CultureInfo.InvariantCulture, out var many) ? many : 40;

    [Theory]
    [InlineData("abandoned-bag.mp4")]
    [InlineData("made, with B-frames")]
    public async Task A_cut_of_power_costs_one_second_at_most_and_never_the_index(string video)
    {
        var path = video.EndsWith(".mp4", StringComparison.Ordinal)
            ? Recordings.Video(video)
            : videos.Make("cut.mp4", "-f lavfi -i testsrc2=s=320x240:r=25:d=12 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -bf 3 -g 25 -x264-params b-adapt=0");
        var (root, indexes) = (videos.NewDirectory(), videos.NewDirectory());
        var disk = new JournaledDisk { BeforeStep = step => KeepIndex(root, Path.Combine(indexes, $"{step}")) };
        using (var run = new RecordingRun(root, new RecordingOptions { SegmentSeconds = 5 }, disk))
        {
            await run.FeedAsync(path, 1000);
            await run.FeedAsync(videos.Hevc, 2000);
            await run.StopAsync();
        }

        var random = new Random(4);
        double worst = 0;
        long torn = 0;
        var writes = disk.Steps.Count(step => step.Action == DiskAction.Write);
        for (var cut = 0; cut < Cuts; cut++)
        {
            // In the middle of a step, or just before the next one.
            var at = 1 + (int)((long)cut * disk.Steps.Count / Cuts);
            var (lost, bytes) = Replay(disk.Steps, at, inProgress: random.Next(3) > 0, root, Path.Combine(indexes, $"{at - 1}"), (IndexFate)(cut % 4), random);
            worst = Math.Max(worst, lost);
            torn += bytes;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"| {video} | {disk.Steps.Count} steps, {writes} writes | {Cuts} cuts | at most {worst:0.000} s lost | {torn} torn bytes cut off |");
        Assert.InRange(worst, 0, 1);
    }

    private (double LostSeconds, long TornBytes) Replay(
        List<DiskStep> all, int at, bool inProgress, string source, string indexThen, IndexFate fate, Random random)
    {
        var root = videos.NewDirectory();
        PowerCut.Materialize(all[..at], inProgress, source, root, random);
        RestoreIndex(indexThen, root, fate, random);

        using var index = SegmentIndex.Open(root, TimeProvider.System, NullLogger<SegmentIndex>.Instance);
        var report = SegmentRecoveryTests.Recover(index);
        var segments = index.All();
        Assert.Equal(
            SegmentFile.Enumerate(root).Order(StringComparer.Ordinal), segments.Select(segment => segment.Path).Order(StringComparer.Ordinal));
        Assert.All(segments, segment => Assert.True(segment.IsSealed));
        Assert.All(segments, segment => Assert.Equal(new FileInfo(segment.Path).Length, segment.SizeBytes));
        Assert.Equal(default, SegmentRecoveryTests.Recover(index));
        if (segments.Count > 0)
        {
            // The one that was being written; the others were whole before.
            var decoded = Tool.TryRun("ffmpeg", "-nostdin", "-hide_banner", "-v", "warning", "-i", segments.MaxBy(segment => segment.Start.Nanoseconds)!.Path, "-f", "null", "-");
            Assert.Equal((0, ""), (decoded.ExitCode, decoded.Errors));
            var probed = Tool.TryRun("ffprobe", "-v", "warning", segments.MaxBy(segment => segment.Start.Nanoseconds)!.Path);
            Assert.Equal((0, ""), (probed.ExitCode, probed.Errors));
        }

        // Just before the next block is written, all of it had come.
        var came = inProgress || at == all.Count ? at : all[at].Action switch
        {
            DiskAction.Write => at + 1,
            DiskAction.Create => at + 2,
            _ => at,
        };
        return (Lost(all[..came], segments), report.BytesCut);
    }

    /// <summary>Seconds of media that had come from the camera when the power went, and are in no segment.</summary>
    private static double Lost(IReadOnlyList<DiskStep> steps, IReadOnlyList<Segment> segments)
    {
        // What is written when it goes had just come; all before that must be there.
        var blocks = steps.Where(step => step.Action == DiskAction.Write).GroupBy(step => step.Path)
            .SelectMany(file => BlocksOf([.. file.Select(step => step.Bytes!)])).ToList();
        return blocks.Sum(block => segments.Where(segment => segment.Start <= block.Start && block.Start < segment.End)
            .Select(segment => Math.Max(0, (block.End - segment.End).TotalSeconds)).DefaultIfEmpty((block.End - block.Start).TotalSeconds).Min());
    }

    private static List<(MediaTime Start, MediaTime End)> BlocksOf(IReadOnlyList<byte[]> writes)
    {
        var head = writes[0].AsSpan();
        var at = head.IndexOf(SegmentDescription.Type) - 8;
        var description = SegmentDescription.Read(head.Slice(at, BinaryPrimitives.ReadInt32BigEndian(head[at..])))!;
        var start = new MediaTime(description.StartNs);
        var blocks = new List<(MediaTime, MediaTime)>();
        foreach (var write in writes)
        {
            if (SegmentMark.Read(write.AsSpan(write.Length - SegmentMark.Size)) is { IsSeal: false } mark)
            {
                blocks.Add((start, description.TimeOf(mark.EndPts)));
                start = description.TimeOf(mark.EndPts);
            }
        }

        return blocks;
    }

    private static void KeepIndex(string root, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(root, SegmentIndex.FileName + "*"))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }

    private static void RestoreIndex(string kept, string root, IndexFate fate, Random random)
    {
        if (fate == IndexFate.Lost || !Directory.Exists(kept))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(kept))
        {
            var bytes = File.ReadAllBytes(file);
            if (fate == IndexFate.Torn)
            {
                bytes = bytes[..random.Next(bytes.Length + 1)];
            }
            else if (fate == IndexFate.Damaged)
            {
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length + 1)));
            }

            File.WriteAllBytes(Path.Combine(root, Path.GetFileName(file)), bytes);
        }
    }

    private enum IndexFate
    {
        AsItWas,
        Lost,
        Torn,
        Damaged,
    }
}
