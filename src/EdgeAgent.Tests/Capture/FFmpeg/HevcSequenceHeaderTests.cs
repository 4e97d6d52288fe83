using EdgeAgent.Parts;

namespace EdgeAgent.Capture.FFmpeg;

public sealed class HevcSequenceHeaderTests(MadeVideos videos) : IClassFixture<MadeVideos>
{
    private const int SequenceParameterSet = 33;

    private const string Raw = "-bsf:v hevc_mp4toannexb -f hevc -c copy";

    public static TheoryData<string> Kinds =>
    [
        "", "scaling-list=default:", "bframes=4:ref=4:", "temporal-layers=3:", "vbv-maxrate=500:vbv-bufsize=500:hrd=1:", "bframes=0:ref=1:",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Headers_of_encoders_are_whole_and_cut_ones_are_not(string options)
    {
        var sets = Sets(videos.Make(
            $"x{(uint)options.GetHashCode(StringComparison.Ordinal)}.hevc",
            $"-f lavfi -i testsrc2=s=320x240:r=25:d=1 -c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params {options}log-level=none"));

        Assert.NotEmpty(sets);
        Assert.All(sets, set =>
        {
            Assert.True(HevcSequenceHeader.IsWhole(set));

            // The profile alone takes 15 bytes, so that these end before the reference picture sets.
            Assert.All(Enumerable.Range(0, 20), length => Assert.False(HevcSequenceHeader.IsWhole(set.AsSpan(0, length))));
        });
    }

    [Fact]
    public void Ten_bits_and_open_groups_are_whole()
    {
        string[] files = [videos.Make("ten.hevc", $"-i {videos.HevcMain10} {Raw}"), videos.Make("open.hevc", $"-i {videos.HevcWithOpenGroups} {Raw}")];

        Assert.All(files, file => Assert.All(Sets(file), set => Assert.True(HevcSequenceHeader.IsWhole(set))));
    }

    [Fact]
    public void A_header_that_is_cut_is_refused_before_a_muxer_sees_it()
    {
        var file = videos.Make("whole.hevc", $"-i {videos.Hevc} {Raw}");
        var units = new NalUnits(File.ReadAllBytes(file), lengthSize: 0);
        List<byte> cut = [];
        while (units.MoveNext())
        {
            cut.AddRange([0, 0, 0, 1, .. TypeOf(units.Unit) == SequenceParameterSet ? units.Unit[..24] : units.Unit]);
        }

        var fault = Assert.Throws<FFmpegException>(() => HevcParameterSets.RequireWhole([.. cut]));

        Assert.Equal("video/undecodable", fault.Problem.Code);
    }

    private static List<byte[]> Sets(string file)
    {
        List<byte[]> sets = [];
        var units = new NalUnits(File.ReadAllBytes(file), lengthSize: 0);
        while (units.MoveNext())
        {
            if (TypeOf(units.Unit) == SequenceParameterSet)
            {
                sets.Add(units.Unit.ToArray());
            }
        }

        return sets;
    }

    private static int TypeOf(ReadOnlySpan<byte> unit) => (unit[0] >> 1) & 0x3F;
}
