namespace EdgeAgent.Domain;

public sealed class AppearanceTests
{
    [Fact]
    public void A_packed_appearance_comes_back_whole()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var appearance = new Appearance
            {
                Kind = (ObjectKind)random.Next(6),
                Tops = ColorEstimate.FromCode(random.Next(ColorEstimate.Codes)),
                Bottoms = ColorEstimate.FromCode(random.Next(ColorEstimate.Codes)),
                Body = ColorEstimate.FromCode(random.Next(ColorEstimate.Codes)),
                Age = (AgeGroup)random.Next(3),
                Company = (Company)random.Next(3),
                Carried = (Carried)random.Next(64),
                Heading = (Heading)random.Next(9),
            };

            Assert.Equal(appearance, Appearance.Unpack(appearance.Pack()));
        }
    }

    [Fact]
    public void What_is_no_packed_appearance_is_refused_whatever_it_is()
    {
        var random = new Random(2);
        for (var i = 0; i < 20_000; i++)
        {
            var packed = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            try
            {
                Assert.Equal(packed, Appearance.Unpack(packed).Pack());
            }
            catch (ArgumentOutOfRangeException)
            {
                // Told as what it is.
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 52)]
    [InlineData(6L << 44)]
    [InlineData(1023L << 34)]
    [InlineData(3L << 12)]
    [InlineData(3L << 10)]
    [InlineData(9)]
    public void A_value_out_of_range_in_any_part_is_refused(long packed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Appearance.Unpack(packed));
}
