using System.Globalization;
using System.Text.RegularExpressions;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The tests of the capture, against the FFmpeg of other distributions.</summary>
public sealed partial class OtherReleasesTests
{
    // This class is in none of them, so that it does not run itself.
    private static readonly string[] Namespaces = ["EdgeAgent.Capture", "EdgeAgent.Capture.FFmpeg", "EdgeAgent.Recording"];

    // They start the agent, which would look for another C library than that of this FFmpeg; or test the simulated camera itself.
    private static readonly string[] Excluded =
    [
        "EdgeAgent.Capture.HevcCaptureTests.Probe_and_snapshot_name_the_codec_and_take_the_picture",
        "EdgeAgent.Capture.SimulatedCameraTests.*",
    ];

    [Theory]
    [MemberData(nameof(OtherFFmpeg.Releases), MemberType = typeof(OtherFFmpeg))]
    public void Cameras_are_captured_with_every_release(string release)
    {
        Assert.SkipWhen(OtherFFmpeg.IsInUse, "this is such a run");
        var (exitCode, output) = OtherFFmpeg.RunTests(
            release,
            [.. Namespaces.SelectMany(name => (string[])["-namespace", name]), .. Excluded.SelectMany(name => (string[])["-method-", name])]);
        Assert.True(exitCode == 0, output);
        var summary = Summary().Match(output);
        Assert.True(summary.Success, output);
        var (total, failed, skipped) = (Count(1), Count(2), Count(3));
        Assert.Equal(0, failed);
        Assert.True(total - skipped > 120, output);

        int Count(int group) => int.Parse(summary.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Total: (\d+), Errors: 0, Failed: (\d+), Skipped: (\d+)")]
    private static partial Regex Summary();
}
