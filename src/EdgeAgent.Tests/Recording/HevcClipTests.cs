using System.Text.RegularExpressions;
using EdgeAgent.Domain;
using EdgeAgent.Parts;

namespace EdgeAgent.Recording;

public sealed partial class HevcClipTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("ts")]
    public async Task The_sample_entry_holds_all_parameter_sets_as_Apples_players_want_it(string container)
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.Make($"{container}.{container}", $"-i {videos.Hevc} -c copy"));
        var clip = await RecordAsync(recorded, 1.5, 2.6);

        Assert.True(clip.IsComplete);
        Assert.Equal("hvc1", TagOf(clip));
        Assert.Equal((1, 0), ParameterSetsOf(clip));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task Pictures_that_lean_on_what_is_before_the_clip_are_left_out()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.HevcWithOpenGroups);
        var clip = await RecordAsync(recorded, 1.5, 2.6);

        Assert.Equal(27 * 0.04, clip.ActualStart.TotalSeconds, 3);
        Assert.True(clip.IsComplete);
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task Parameter_sets_that_only_the_packets_bring_stay_there()
    {
        var path = videos.Make("in-band.mp4", $"-i {videos.Make("in-band.ts", $"-i {videos.Hevc} -c copy")} -c copy");
        var bytes = File.ReadAllBytes(path);

        // The number of arrays in the header (ISO/IEC 14496-15, 8.3.3.1.2): none.
        bytes[bytes.AsSpan().IndexOf("hvcC"u8) + 4 + 22] = 0;
        File.WriteAllBytes(path, bytes);
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(path);
        var clip = await RecordAsync(recorded, 1.5, 2.6);

        Assert.Equal("hev1", TagOf(clip));
        Assert.Equal((0, 2), ParameterSetsOf(clip));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    [Fact]
    public async Task A_clip_over_a_change_of_the_resolution_keeps_the_parameter_sets_that_changed_it()
    {
        using var recorded = new RecordedFile();
        await recorded.ReadAsync(videos.HevcThatChangesItsSize.Whole);
        var clip = await RecordAsync(recorded, 1.5, 5.5);

        // Those of the first size again, too: the second one's would go on to hold.
        Assert.Equal((1, 4), ParameterSetsOf(clip));
        await ClipAssert.ShowsAsync(clip, recorded);
    }

    private static string TagOf(RecordedClip clip) =>
        Tool.FFprobe("-show_entries", "stream=codec_tag_string", "-of", "csv=p=0", clip.Parts[0].Path).Trim();

    /// <summary>How many sequence parameter sets FFmpeg finds in the header, and in the packets.</summary>
    private static (int Header, int Packets) ParameterSetsOf(RecordedClip clip)
    {
        var trace = Tool.TryRun("ffmpeg", "-nostdin", "-v", "trace", "-i", clip.Parts[0].Path, "-c", "copy", "-bsf:v", "trace_headers", "-f", "null", "-").Errors;
        var parts = FirstPacket().Split(trace[trace.IndexOf("] Extradata", StringComparison.Ordinal)..], 2);
        return (Count(parts[0]), Count(parts[1]));
    }

    private static int Count(string trace) => SequenceParameterSet().Count(trace);

    [GeneratedRegex(@"\] Packet: ")]
    private static partial Regex FirstPacket();

    [GeneratedRegex(@"trace_headers.*\] Sequence Parameter Set")]
    private static partial Regex SequenceParameterSet();

    private Task<RecordedClip> RecordAsync(RecordedFile recorded, double start, double end) => recorded.Recorder.RecordAsync(
        new ClipRequest(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end), Path.Combine(videos.NewDirectory(), "clip.mp4")), Token);
}
