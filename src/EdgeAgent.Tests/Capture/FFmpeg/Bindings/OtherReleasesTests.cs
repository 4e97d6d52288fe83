using System.Globalization;
using System.Text.RegularExpressions;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg.Bindings;

/// <summary>The tests of the capture, against the FFmpeg of other distributions. This class is in none of the namespaces, so that it does not run itself.</summary>
public sealed partial class OtherReleasesTests
{
    // They start the agent, which would look for another C library than that of this FFmpeg; or test the simulated camera itself.
    private static readonly string[] Impossible =
    [
        "EdgeAgent.Capture.HevcCaptureTests.Probe_and_snapshot_name_the_codec_and_take_the_picture",
        "EdgeAgent.Capture.SimulatedCameraTests.*",
    ];

    // Several seconds each, of a camera's own time or of decoding, for what the others show too.
    private static readonly string[] Long =
    [
        "EdgeAgent.Capture.DecodedPicturesTests.Real_recordings_decode_the_same",
        "EdgeAgent.Capture.DecodedPicturesTests.The_composed_scene_decodes_the_same",
        "EdgeAgent.Capture.HevcCaptureTests.A_camera*",
        "EdgeAgent.Capture.HevcCaptureTests.Without_any_parameter_sets_there_is_no_picture_and_it_says_so",
        "EdgeAgent.Capture.LiveCaptureTests.A_camera_that_*",
        "EdgeAgent.Capture.LiveCaptureTests.Frames_arrive_in_order_and_at_the_speed_of_the_clock",
        "EdgeAgent.Capture.LiveCaptureTests.The_pictures_of_a_camera_are_those_of_its_file",
        "EdgeAgent.Capture.FaultyStreamTests.*",
        "EdgeAgent.Capture.OddCameraTests.*",
        "EdgeAgent.Capture.OverloadTests.*",
        "EdgeAgent.Capture.FFmpeg.NativeMemoryTests.*",
    ];

    [Theory]
    [MemberData(nameof(OtherFFmpeg.Releases), MemberType = typeof(OtherFFmpeg))]
    public void Streams_are_captured_with_every_release(string release) =>
        AssertPasses(release, atLeast: 80, ["EdgeAgent.Capture", "EdgeAgent.Capture.FFmpeg"], [.. Impossible, .. Long]);

    /// <summary>Two or three minutes for each release.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(OtherFFmpeg.Releases), MemberType = typeof(OtherFFmpeg))]
    public void All_of_capture_and_recording_works_with_every_release(string release) =>
        AssertPasses(release, atLeast: 120, ["EdgeAgent.Capture", "EdgeAgent.Capture.FFmpeg", "EdgeAgent.Recording"], Impossible);

    private static void AssertPasses(string release, int atLeast, string[] namespaces, string[] without)
    {
        Assert.SkipWhen(OtherFFmpeg.IsInUse, "this is such a run");
        var (exitCode, output) = OtherFFmpeg.RunTests(
            release,
            [.. namespaces.SelectMany(name => (string[])["-namespace", name]), .. without.SelectMany(name => (string[])["-method-", name])]);
        Assert.True(exitCode == 0, output);
        var summary = Summary().Match(output);
        Assert.True(summary.Success, output);
        var (total, failed, skipped) = (Count(1), Count(2), Count(3));
        Assert.Equal(0, failed);
        Assert.True(total - skipped >= atLeast, output);

        int Count(int group) => int.Parse(summary.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Total: (\d+), Errors: 0, Failed: (\d+), Skipped: (\d+)")]
    private static partial Regex Summary();
}
