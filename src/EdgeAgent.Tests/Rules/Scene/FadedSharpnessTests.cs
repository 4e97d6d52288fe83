using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Scene;

public sealed class FadedSharpnessTests
{
    [Theory]
    [InlineData(1, 0.9)]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.3)]
    [InlineData(20, 0.1)]
    [InlineData(100, 0.02)]
    public void It_is_the_share_that_steps_beyond_the_noise_have_left(double mean, double contrast) =>
        Assert.Equal(Beyond(mean * contrast) / Beyond(mean), FadedSharpness.Share(Beyond(mean), contrast), 1e-5);

    [Fact]
    public void All_is_left_at_full_contrast_and_nothing_at_none()
    {
        Assert.Equal(1, FadedSharpness.Share(3, 1));
        Assert.Equal(1, FadedSharpness.Share(3, 1.4));
        Assert.Equal(0, FadedSharpness.Share(3, 0));
        Assert.Equal(0, FadedSharpness.Share(3, 1e-9), 1e-9);
    }

    /// <summary>The mean of what exponential steps have beyond the noise, summed up in small parts.</summary>
    private static double Beyond(double mean)
    {
        const double Part = 1e-3;
        var sum = 0.0;
        for (var step = SceneMap.Noise + (Part / 2); step < SceneMap.Noise + (40 * mean); step += Part)
        {
            sum += (step - SceneMap.Noise) * Math.Exp(-step / mean) / mean * Part;
        }

        return sum;
    }
}
