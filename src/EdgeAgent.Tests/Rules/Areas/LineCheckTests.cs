using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Areas;

public sealed class LineCheckTests
{
    [Theory]
    [InlineData(0.1f, 0.2f, 0.1f, 0.2f, "config/line-too-short", "cameras[0].lines[0]")]
    [InlineData(0.1f, 0.2f, 0.1004f, 0.2f, "config/line-too-short", "cameras[0].lines[0]")]
    [InlineData(-0.1f, 0.2f, 0.5f, 0.2f, "config/line-outside", "cameras[0].lines[0].start")]
    [InlineData(0.1f, 0.2f, 0.5f, 1.2f, "config/line-outside", "cameras[0].lines[0].end")]
    [InlineData(float.NaN, 0.2f, 0.5f, 0.2f, "config/line-outside", "cameras[0].lines[0].start")]
    [InlineData(0.1f, 0.2f, float.PositiveInfinity, 0.2f, "config/line-outside", "cameras[0].lines[0].end")]
    public void A_line_that_nothing_can_cross_is_an_error(float startX, float startY, float endX, float endY, string code, string path)
    {
        var line = new LineOptions { Id = "gate", Start = new(startX, startY), End = new(endX, endY) };
        var problem = Assert.Single(RuleEngine.Check(new RuleSet([], [], [line], "cameras[0]"), labels: null));
        Assert.Equal((code, path), (problem.Code, problem.Path));
    }

    [Fact]
    public void A_line_from_edge_to_edge_is_right()
    {
        var line = new LineOptions { Id = "gate", Start = new NormalizedPoint(0, 0), End = new NormalizedPoint(1, 1) };
        Assert.Empty(RuleEngine.Check(new RuleSet([], [], [line], "cameras[0]"), labels: null));
    }

    [Fact]
    public void Two_lines_of_one_name_are_an_error()
    {
        var line = new LineOptions { Id = "gate", Start = new NormalizedPoint(0, 0), End = new NormalizedPoint(1, 1) };
        var problem = Assert.Single(RuleEngine.Check(new RuleSet([], [], [line, line], "cameras[0]"), labels: null));
        Assert.Equal("config/line-duplicate", problem.Code);
    }
}
