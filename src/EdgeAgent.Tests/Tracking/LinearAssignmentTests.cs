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
    public void It_finds_the_published_optimum_of_a_square_matrix()
    {
        // Project Euler, problem 345: the greatest sum is 863 + 383 + 343 + 959 + 767 = 3315.
        double[] values =
        [
            7, 53, 183, 439, 863,
            497, 383, 563, 79, 973,
            287, 63, 343, 169, 583,
            627, 343, 773, 959, 943,
            767, 473, 103, 699, 303,
        ];
        Assert.Equal([4, 1, 2, 3, 0], Solve([.. values.Select(value => -value)], 5, 5, limit: 1));
    }

    [Fact]
    public void It_finds_the_published_optimum_of_a_rectangular_matrix()
    {
        // The test of the Python package munkres: 150 + 2 + 300 = 452.
        double[] costs =
        [
            400, 150, 400, 1,
            400, 450, 600, 2,
            300, 225, 300, 3,
        ];
        var columns = Solve(costs, 3, 4, limit: 1000);
        Assert.Equal(452, columns.Select((column, row) => costs[(row * 4) + column]).Sum());

        double[] transposed = [.. Enumerable.Range(0, costs.Length).Select(i => costs[(i % 3 * 4) + (i / 3)])];
        var rows = Solve(transposed, 4, 3, limit: 1000);
        Assert.Equal(452, rows.Select((row, column) => row < 0 ? 0 : transposed[(column * 3) + row]).Sum());
        Assert.Single(rows, row => row < 0);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void It_solves_the_hard_problem_of_Machol_and_Wien(int n)
    {
        // A "hard" assignment problem (Operations Research 24, 1976): c(i, j) = i·j, whose one optimum is the other diagonal, n(n+1)(n+2)/6.
        double[] costs = [.. Enumerable.Range(0, n * n).Select(i => (double)((i / n) + 1) * ((i % n) + 1))];
        var columns = Solve(costs, n, n, limit: 1 + (n * n));
        Assert.Equal(Enumerable.Range(0, n).Reverse(), columns);
        Assert.Equal(n * (n + 1) * (n + 2) / 6, columns.Select((column, row) => costs[(row * n) + column]).Sum());
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
