namespace EdgeAgent.Cli.Eval.Appearances;

public sealed class ProportionTests
{
    /// <summary>Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Its_interval_is_the_published_one_of_wilson(int count, int of, double low, double high)
    {
        var share = new Proportion(count, of);
        Assert.Equal(low, share.Low, 0.0001);
        Assert.Equal(high, share.High, 0.0001);
    }

    [Fact]
    public void Of_none_nothing_is_known()
    {
        var none = new Proportion(0, 0);
        Assert.Null(none.Share);
        Assert.Equal((0, 1, "of none"), (none.Low, none.High, none.ToString()));
    }

    [Fact]
    public void It_is_written_with_its_interval() => Assert.Equal("25 of 29 = 86.2 % (95 %: 69-95 %)", new Proportion(25, 29).ToString());
}
