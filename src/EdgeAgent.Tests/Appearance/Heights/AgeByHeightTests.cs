using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

public sealed class AgeByHeightTests
{
    [Theory]
    [InlineData(1.20, 0.05, AgeGroup.Child)]
    [InlineData(1.39, 0.08, AgeGroup.Child)]
    [InlineData(1.45, 0.04, AgeGroup.Child)]
    [InlineData(1.46, 0.01, AgeGroup.Unknown)]
    [InlineData(1.50, 0.01, AgeGroup.Unknown)]
    [InlineData(1.54, 0.01, AgeGroup.Unknown)]
    [InlineData(1.55, 0.04, AgeGroup.Adult)]
    [InlineData(1.70, 0.10, AgeGroup.Adult)]
    [InlineData(1.39, 0.15, AgeGroup.Unknown)]
    [InlineData(1.65, 0.19, AgeGroup.Unknown)]
    public void Neither_is_told_between_or_where_it_is_too_uncertain(double meters, double uncertainty, object group) =>
        Assert.Equal(group, AgeByHeight.Of(meters, uncertainty));
}
