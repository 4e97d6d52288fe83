using CsCheck;

namespace EdgeAgent.Tracking;

public sealed class KalmanAxisTests
{
    /// <summary>
    /// By hand with q = 2, R = 0.25, P = diag(1, 4), x = (10, 0), t = 0.5:
    /// after predicting P = [2.0833… 2.25; 2.25 5], S = 2.3333…, K = (0.892857, 0.964286); measured 11.
    /// </summary>
    [Fact]
    public void It_follows_a_worked_example()
    {
        var axis = new KalmanAxis(10, 1, 2);
        axis.Predict(0.5, Math.Sqrt(2));
        Assert.Equal(10, axis.Position, 1e-12);
        Assert.Equal(1 + (0.25 * 4) + (2 * 0.125 / 3), Math.Pow(axis.PositionDeviation, 2), 1e-12);
        Assert.Equal(5, Math.Pow(axis.VelocityDeviation, 2), 1e-12);

        axis.Correct(11, 0.5);
        Assert.Equal(10 + (2.0833333333333335 / 2.3333333333333335), axis.Position, 1e-12);
        Assert.Equal(2.25 / 2.3333333333333335, axis.Velocity, 1e-12);
        Assert.Equal(2.0833333333333335 * 0.25 / 2.3333333333333335, Math.Pow(axis.PositionDeviation, 2), 1e-12);
        Assert.Equal(5 - (2.25 * 2.25 / 2.3333333333333335), Math.Pow(axis.VelocityDeviation, 2), 1e-12);
    }

    [Fact]
    public void Many_short_steps_are_one_long_step()
    {
        Gen.Select(Gen.Double[0.01, 3], Gen.Int[2, 50], Gen.Double[0.01, 5]).Sample((seconds, steps, acceleration) =>
        {
            var (once, often) = (Moving(), Moving());
            once.Predict(seconds, acceleration);
            for (var i = 0; i < steps; i++)
            {
                often.Predict(seconds / steps, acceleration);
            }

            Assert.Equal(once.Position, often.Position, 1e-9);
            Assert.Equal(once.PositionDeviation, often.PositionDeviation, 1e-9);
            Assert.Equal(once.VelocityDeviation, often.VelocityDeviation, 1e-9);
        });
    }

    [Fact]
    public void It_learns_a_constant_velocity_from_uneven_steps()
    {
        Gen.Select(Gen.Double[-2, 2], Gen.Double[0.03, 0.5].Array[20]).Sample((velocity, steps) =>
        {
            var axis = new KalmanAxis(0, 0.05, 1.5);
            var time = 0.0;
            foreach (var step in steps)
            {
                time += step;
                axis.Predict(step, 0.4);
                axis.Correct(velocity * time, 0.05);
            }

            Assert.Equal(velocity, axis.Velocity, 0.1);
            Assert.Equal(velocity * time, axis.Position, 0.02);
        });
    }

    private static KalmanAxis Moving()
    {
        var axis = new KalmanAxis(0, 0.1, 1);
        axis.Predict(0.2, 1);
        axis.Correct(0.3, 0.1);
        return axis;
    }
}
