using CsCheck;

namespace EdgeAgent.Imaging;

public sealed class BgraToYuvTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_color_comes_back_through_the_way_that_frames_are_shown(int standard)
    {
        var matrix = (YuvMatrix)standard;
        var back = YuvToRgb.For(new YuvColor(matrix, FullRange: false));
        var there = new BgraToYuv(matrix);
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte).Sample((blue, green, red) =>
        {
            byte[] row = [blue, green, red, 255, blue, green, red, 255];
            var (upper, lower, u, v) = (new byte[2], new byte[2], new byte[1], new byte[1]);
            there.Convert(row, row, upper, lower, u, v);

            Assert.Equal(upper, lower);
            Assert.InRange(upper[0], 16, 235);
            // Half a step of luma is 0.6, half a step of chroma up to 1.1.
            Assert.Equal(blue, back.Blue.Apply(upper[0], u[0], v[0]), tolerance: 2);
            Assert.Equal(green, back.Green.Apply(upper[0], u[0], v[0]), tolerance: 2);
            Assert.Equal(red, back.Red.Apply(upper[0], u[0], v[0]), tolerance: 2);
        });
    }

    [Fact]
    public void The_last_column_of_an_odd_picture_is_there_twice()
    {
        byte[] row = [0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 255];
        var (upper, lower, u, v) = (new byte[4], new byte[4], new byte[2], new byte[2]);
        new BgraToYuv(YuvMatrix.Bt601).Convert(row, row, upper, lower, u, v);
        Assert.Equal([16, 16, 235, 235], upper);
        Assert.Equal([128, 128], u);
    }
}
