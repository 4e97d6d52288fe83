using CsCheck;

namespace EdgeAgent.Tracking;

public sealed class LinearAssignmentTests
{
    [Fact]
    public void It_solves_a_worked_example()
    {
        // Munkres' textbook case: 5 = 1 + 2 + 2, though each row's own least would clash.
        double[] costs =
        [
            4, 1, 3,
            2, 0, 5,
            3, 2, 2,
        ];
        Assert.Equal([1, 0, 2], Solve(costs, 3, 3, limit: 100));
    }

    [Fact]
    public void The_greedy_choice_is_not_the_best_one()
    {
        Assert.Equal([1, 0], Solve([1, 2, 2, 100], 2, 2, limit: 1000));
    }

    [Fact]
    public void A_cost_at_the_limit_makes_no_pair()
    {
        Assert.Equal([-1, 1], Solve([0.8, 0.9, 0.9, 0.3], 2, 2, limit: 0.8));
    }

    [Fact]
    public void What_is_not_a_number_makes_no_pair()
    {
        Assert.Equal([1, -1], Solve([double.NaN, 0.5, double.PositiveInfinity, double.NaN], 2, 2, limit: 1));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(0, 0)]
    public void Nothing_on_one_side_leaves_all_of_the_other(int rows, int columns)
    {
        Assert.All(Solve([], rows, columns, limit: 1), column => Assert.Equal(-1, column));
    }

    [Fact]
    public void It_is_as_good_as_trying_all_ways()
    {
        // Few different values, so that ties are common; one solver for all, so that a dirty buffer would show.
        var assignment = new LinearAssignment();
        var matrices =
            from rows in Gen.Int[1, 6]
            from columns in Gen.Int[1, 6]
            from costs in Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 4].Select(value => value / 4.0)).Array[rows * columns]
            from limit in Gen.Double[0.2, 1.2]
            select (rows, columns, costs, limit);
        matrices.Sample(
            matrix =>
            {
                var (rows, columns, costs, limit) = matrix;
                var result = new int[rows];
                assignment.Solve(costs, rows, columns, limit, result);
                var used = result.Where(column => column >= 0).ToList();
                Assert.Equal(used.Count, used.Distinct().Count());
                Assert.All(Enumerable.Range(0, rows).Where(row => result[row] >= 0), row => Assert.True(costs[(row * columns) + result[row]] < limit));
                var gained = Enumerable.Range(0, rows).Where(row => result[row] >= 0).Sum(row => costs[(row * columns) + result[row]] - limit);
                Assert.Equal(Best(costs, rows, columns, limit, 0, 0), gained, 1e-9);
            },
            iter: 2000,
            threads: 1);
    }

    /// <summary>The least sum of (cost − limit) over all ways to pair rows from <paramref name="row"/> on with free columns.</summary>
    private static double Best(double[] costs, int rows, int columns, double limit, int row, int taken)
    {
        if (row == rows)
        {
            return 0;
        }

        var best = Best(costs, rows, columns, limit, row + 1, taken);
        for (var column = 0; column < columns; column++)
        {
            if ((taken & (1 << column)) == 0)
            {
                var rest = Best(costs, rows, columns, limit, row + 1, taken | (1 << column));
                best = Math.Min(best, costs[(row * columns) + column] - limit + rest);
            }
        }

        return best;
    }

    private static int[] Solve(double[] costs, int rows, int columns, double limit)
    {
        var result = new int[rows];
        new LinearAssignment().Solve(costs, rows, columns, limit, result);
        return result;
    }
}
