using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Capture;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Recording;

/// <summary>What every clip must be, judged by FFmpeg.</summary>
internal static class ClipAssert
{
    /// <summary>It is one file, and shows every picture of its source from the first that it should.</summary>
    public static async Task ShowsAsync(RecordedClip clip, RecordedFile recorded, string verbosity = "warning")
    {
        var part = Assert.Single(clip.Parts);
        Assert.Equal((clip.ActualStart, part.Duration), (part.Start!.Value, clip.ActualEnd - clip.ActualStart));
        await ShowsAsync(part, recorded, verbosity);
    }

    /// <summary>A file of a clip shows every picture of its source, from the first that it should.</summary>
    /// <returns>How many pictures it shows.</returns>
    public static async Task<int> ShowsAsync(ClipPart part, RecordedFile recorded, string verbosity = "warning")
    {
        var expected = recorded.Shown.Where(frame => frame.Time >= part.Start).Select(frame => frame.Hash);
        return await PlaysAsync(part, expected, verbosity);
    }

    /// <summary>Players read it without a complaint, from 0 on, and see the expected pictures, every one, from the first.</summary>
    /// <returns>How many pictures it shows.</returns>
    public static async Task<int> PlaysAsync(
        ClipPart part, IEnumerable<string> expected, string verbosity = "warning", double tolerance = 0.002)
    {
        Assert.Equal(new FileInfo(part.Path).Length, part.SizeBytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(part.Path))), part.Sha256);
        Assert.False(File.Exists(part.Path + ".partial"));

        var decoded = Tool.TryRun("ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-v", verbosity, "-i", part.Path, "-f", "null", "-");
        Assert.Equal((0, ""), (decoded.ExitCode, decoded.Errors));
        using var probe = JsonDocument.Parse(Tool.FFprobe(
            "-of", "json", "-show_streams", "-show_entries", "format=start_time,duration:packet=pts,dts,flags", "-show_packets", part.Path));
        var stream = Assert.Single(probe.RootElement.GetProperty("streams").EnumerateArray().ToList());
        Assert.Equal("video", stream.GetProperty("codec_type").GetString());
        Assert.Equal(part.Codec, stream.GetProperty("codec_name").GetString());
        Assert.Equal(0, stream.GetProperty("start_pts").GetInt64());
        Assert.Equal(part.Duration.TotalSeconds, Seconds(probe.RootElement.GetProperty("format"), "duration"), tolerance);

        var packets = probe.RootElement.GetProperty("packets").EnumerateArray().ToList();
        Assert.Equal("K_", packets[0].GetProperty("flags").GetString());
        Assert.Equal(0, packets.Min(packet => packet.GetProperty("pts").GetInt64()));
        var stamps = packets.Select(packet => packet.GetProperty("dts").GetInt64()).ToList();
        Assert.All(stamps.Zip(stamps.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.All(packets, packet => Assert.True(packet.GetProperty("pts").GetInt64() >= packet.GetProperty("dts").GetInt64()));

        // Faststart: the index (moov) stands before the pictures (mdat).
        var head = File.ReadAllBytes(part.Path).AsSpan();
        Assert.InRange(head.IndexOf("moov"u8), 0, head.IndexOf("mdat"u8));

        var shown = new CollectingSink();
        await new VideoSource(new CaptureOptions { Url = part.Path }, new FileMediaClock(default), NullLogger<VideoSource>.Instance)
            .RunAsync(shown, TestContext.Current.CancellationToken);
        Assert.Equal(packets.Count, shown.Frames.Count);
        Assert.Equal(expected.Take(shown.Frames.Count), shown.Frames.Select(frame => frame.Hash));
        return shown.Frames.Count;
    }

    private static double Seconds(JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
