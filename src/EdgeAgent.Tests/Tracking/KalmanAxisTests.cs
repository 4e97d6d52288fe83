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

    /// <summary>
    /// Without process noise and prior knowledge the filter is the line of least squares. Anscombe, Graphs in Statistical Analysis
    /// (The American Statistician 27, 1973), set 1: y = 3.00 + 0.500 x, the sum of squares of x − x̄ is 110.
    /// </summary>
    [Fact]
    public void Without_noise_of_the_process_it_is_the_line_of_least_squares()
    {
        (double X, double Y)[] points =
        [
            (4, 4.26), (5, 5.68), (6, 7.24), (7, 4.82), (8, 6.95), (9, 8.81), (10, 8.04), (11, 8.33), (12, 10.84), (13, 7.58), (14, 9.96),
        ];
        var axis = new KalmanAxis(0, 1e4, 1e4);
        var at = 0.0;
        foreach (var (x, y) in points)
        {
            axis.Predict(x - at, 0);
            axis.Correct(y, 1);
            at = x;
        }

        Assert.Equal(0.500, axis.Velocity, 0.0005);
        Assert.Equal(3.00 + (0.500 * 14), axis.Position, 0.005);
        Assert.Equal(1 / 110.0, Math.Pow(axis.VelocityDeviation, 2), 1e-6);
        Assert.Equal((1 / 11.0) + (5 * 5 / 110.0), Math.Pow(axis.PositionDeviation, 2), 1e-6);
    }

    /// <summary>Against the textbook's matrices, written out: x = Fx, P = FPFᵀ + Q, and P = (I − KH)P(I − KH)ᵀ + KRKᵀ (Joseph's form).</summary>
    [Fact]
    public void It_is_the_filter_of_full_matrices()
    {
        var steps = Gen.Select(Gen.Double[0, 2], Gen.Double[0.01, 3], Gen.Double[-10, 10], Gen.Double[0.05, 2]).Array[1, 30];
        steps.Sample(sequence =>
        {
            var axis = new KalmanAxis(1, 0.5, 2);
            var (x, p) = (new[] { 1.0, 0 }, new[,] { { 0.25, 0 }, { 0, 4.0 } });
            foreach (var (t, acceleration, measured, deviation) in sequence)
            {
                double[,] f = { { 1, t }, { 0, 1 } };
                var q = acceleration * acceleration;
                x = [x[0] + (t * x[1]), x[1]];
                p = Sum(Times(Times(f, p), Transposed(f)), new[,] { { q * t * t * t / 3, q * t * t / 2 }, { q * t * t / 2, q * t } });
                axis.Predict(t, acceleration);
                AssertSame();

                var r = deviation * deviation;
                double[] k = [p[0, 0] / (p[0, 0] + r), p[1, 0] / (p[0, 0] + r)];
                double[,] rest = { { 1 - k[0], 0 }, { -k[1], 1 } };
                x = [x[0] + (k[0] * (measured - x[0])), x[1] + (k[1] * (measured - x[0]))];
                p = Sum(Times(Times(rest, p), Transposed(rest)), new[,] { { k[0] * r * k[0], k[0] * r * k[1] }, { k[1] * r * k[0], k[1] * r * k[1] } });
                axis.Correct(measured, deviation);
                AssertSame();
            }

            void AssertSame()
            {
                Assert.Equal(x[0], axis.Position, 1e-8);
                Assert.Equal(x[1], axis.Velocity, 1e-8);
                Assert.Equal(Math.Sqrt(p[0, 0]), axis.PositionDeviation, 1e-8);
                Assert.Equal(Math.Sqrt(p[1, 1]), axis.VelocityDeviation, 1e-8);
            }
        });
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

    private static double[,] Times(double[,] a, double[,] b) => Each((i, j) => (a[i, 0] * b[0, j]) + (a[i, 1] * b[1, j]));

    private static double[,] Sum(double[,] a, double[,] b) => Each((i, j) => a[i, j] + b[i, j]);

    private static double[,] Transposed(double[,] a) => Each((i, j) => a[j, i]);

    private static double[,] Each(Func<int, int, double> value) => new[,] { { value(0, 0), value(0, 1) }, { value(1, 0), value(1, 1) } };

    private static KalmanAxis Moving()
    {
        var axis = new KalmanAxis(0, 0.1, 1);
        axis.Predict(0.2, 1);
        axis.Correct(0.3, 0.1);
        return axis;
    }
}
