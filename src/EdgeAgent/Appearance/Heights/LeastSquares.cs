namespace EdgeAgent.Appearance.Heights;

/// <summary>
/// Least squares of a few unknowns with the derivatives by differences, damped as by Levenberg and Marquardt
/// (Marquardt, SIAM J. Appl. Math. 11(2), 1963).
/// </summary>
internal static class LeastSquares
{
    private const double Difference = 1e-6;

    private const int MostSteps = 100;

    /// <summary>The unknowns from <paramref name="start"/> on, improved until nothing improves, with the sum of squares there.</summary>
    /// <param name="residuals">Each in standard deviations; not finite where the unknowns make no sense.</param>
    /// <param name="start">Where it begins.</param>
    public static (double[] At, double Cost) Minimize(Func<double[], double[]> residuals, double[] start)
    {
        var (at, damping) = (start, 1e-3);
        var now = residuals(at);
        var cost = SumOfSquares(now);
        for (var step = 0; step < MostSteps && damping < 1e9 && double.IsFinite(cost); step++)
        {
            var next = Step(at, now, Jacobian(residuals, at, now), damping);
            var there = residuals(next);
            var costThere = SumOfSquares(there);
            if (costThere < cost)
            {
                var gain = cost - costThere;
                (at, now, cost, damping) = (next, there, costThere, damping / 5);
                if (gain < 1e-10 * (1 + cost))
                {
                    break;
                }
            }
            else
            {
                damping *= 4;
            }
        }

        return (at, cost);
    }

    /// <summary>The standard deviation of an unknown at the minimum, by the curvature there.</summary>
    public static double DeviationOf(int unknown, Func<double[], double[]> residuals, double[] at)
    {
        var normal = Normal(Jacobian(residuals, at, residuals(at)));
        var unit = new double[at.Length];
        unit[unknown] = 1;
        return Math.Sqrt(Solve(normal, unit)[unknown]);
    }

    private static double SumOfSquares(double[] values)
    {
        var sum = values.Sum(value => value * value);
        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }

    /// <summary>One row for each unknown.</summary>
    private static double[][] Jacobian(Func<double[], double[]> residuals, double[] at, double[] now) =>
    [
        .. Enumerable.Range(0, at.Length).Select(unknown =>
        {
            var moved = (double[])at.Clone();
            moved[unknown] += Difference;
            return residuals(moved).Select((value, i) => double.IsFinite(value) ? (value - now[i]) / Difference : 0).ToArray();
        }),
    ];

    private static double[,] Normal(double[][] jacobian)
    {
        var normal = new double[jacobian.Length, jacobian.Length];
        for (var row = 0; row < jacobian.Length; row++)
        {
            for (var column = 0; column < jacobian.Length; column++)
            {
                normal[row, column] = Dot(jacobian[row], jacobian[column]);
            }
        }

        return normal;
    }

    private static double[] Step(double[] at, double[] now, double[][] jacobian, double damping)
    {
        var normal = Normal(jacobian);
        for (var i = 0; i < at.Length; i++)
        {
            normal[i, i] *= 1 + damping;
        }

        var step = Solve(normal, [.. jacobian.Select(row => -Dot(row, now))]);
        return [.. at.Select((value, i) => value + step[i])];
    }

    /// <summary>Gauss's elimination with pivots; a matrix that is singular gives numbers that are not finite.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(matrix[row, column]));
            for (var k = 0; k < n; k++)
            {
                (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            }

            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (var row = column + 1; row < n; row++)
            {
                var share = matrix[row, column] / matrix[column, column];
                for (var k = column; k < n; k++)
                {
                    matrix[row, k] -= share * matrix[column, k];
                }

                right[row] -= share * right[column];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var k = row + 1; k < n; k++)
            {
                right[row] -= matrix[row, k] * right[k];
            }

            right[row] /= matrix[row, row];
        }

        return right;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
