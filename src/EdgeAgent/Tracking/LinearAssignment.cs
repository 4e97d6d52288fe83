namespace EdgeAgent.Tracking;

/// <summary>
/// Optimal assignment by shortest augmenting paths (Jonker and Volgenant 1987, in the rectangular form of Crouse 2016, section II).
/// Its buffers grow to the largest problem seen and are used again.
/// </summary>
internal sealed class LinearAssignment
{
    private const int None = -1;

    private double[] _rowPotential = [];
    private int[] _columnOfRow = [];
    private double[] _columnPotential = [];
    private double[] _distance = [];
    private int[] _previousRow = [];
    private int[] _rowOfColumn = [];
    private bool[] _settled = [];

    /// <summary>
    /// Pairs rows with columns so that the sum of (cost − limit) over the pairs is least: leaving a pair out costs the limit,
    /// and a cost at or above the limit, or one that is not a number, never makes a pair.
    /// </summary>
    /// <param name="costs">rows × columns, row after row.</param>
    /// <param name="rows">Zero or more.</param>
    /// <param name="columns">Zero or more.</param>
    /// <param name="limit">Finite.</param>
    /// <param name="columnOfRow">Receives the column of each row, or −1.</param>
    public void Solve(ReadOnlySpan<double> costs, int rows, int columns, double limit, Span<int> columnOfRow)
    {
        columnOfRow[..rows].Fill(None);
        if (rows == 0 || columns == 0)
        {
            return;
        }

        var matrix = new CostMatrix(costs, columns, limit, transposed: rows > columns);
        var (n, m) = matrix.Transposed ? (columns, rows) : (rows, columns);
        Reset(n, m);
        for (var row = 0; row < n; row++)
        {
            Augment(row, m, matrix);
        }

        for (var row = 0; row < n; row++)
        {
            var column = _columnOfRow[row];
            if (matrix.Cost(row, column) >= limit)
            {
                continue;
            }

            var (originalRow, originalColumn) = matrix.Transposed ? (column, row) : (row, column);
            columnOfRow[originalRow] = originalColumn;
        }
    }

    /// <summary>Finds the cheapest alternating path from an unassigned row to an unassigned column (Dijkstra on reduced costs) and flips it.</summary>
    private void Augment(int start, int columns, in CostMatrix matrix)
    {
        Array.Fill(_distance, double.PositiveInfinity, 0, columns);
        Array.Clear(_settled, 0, columns);
        var row = start;
        var reached = 0.0;
        int sink;
        while (true)
        {
            var nearest = None;
            for (var column = 0; column < columns; column++)
            {
                if (_settled[column])
                {
                    continue;
                }

                var distance = reached + matrix.Cost(row, column) - _rowPotential[row] - _columnPotential[column];
                if (distance < _distance[column])
                {
                    _distance[column] = distance;
                    _previousRow[column] = row;
                }

                // Among equals an unassigned column ends the search at once.
                if (nearest == None || _distance[column] < _distance[nearest]
                    || (_distance[column] == _distance[nearest] && _rowOfColumn[column] == None))
                {
                    nearest = column;
                }
            }

            reached = _distance[nearest];
            _settled[nearest] = true;
            if (_rowOfColumn[nearest] == None)
            {
                sink = nearest;
                break;
            }

            row = _rowOfColumn[nearest];
        }

        _rowPotential[start] += reached;
        for (var column = 0; column < columns; column++)
        {
            if (_settled[column] && column != sink)
            {
                _rowPotential[_rowOfColumn[column]] += reached - _distance[column];
                _columnPotential[column] -= reached - _distance[column];
            }
        }

        for (var column = sink; ;)
        {
            var before = _previousRow[column];
            _rowOfColumn[column] = before;
            (_columnOfRow[before], column) = (column, _columnOfRow[before]);
            if (before == start)
            {
                return;
            }
        }
    }

    private void Reset(int rows, int columns)
    {
        if (_columnOfRow.Length < rows)
        {
            _rowPotential = new double[rows];
            _columnOfRow = new int[rows];
        }

        if (_rowOfColumn.Length < columns)
        {
            _columnPotential = new double[columns];
            _distance = new double[columns];
            _previousRow = new int[columns];
            _rowOfColumn = new int[columns];
            _settled = new bool[columns];
        }

        Array.Clear(_rowPotential, 0, rows);
        Array.Clear(_columnPotential, 0, columns);
        Array.Fill(_columnOfRow, None, 0, rows);
        Array.Fill(_rowOfColumn, None, 0, columns);
    }

    /// <summary>The costs seen with at most as many rows as columns, cut off at the limit.</summary>
    private readonly ref struct CostMatrix(ReadOnlySpan<double> costs, int stride, double limit, bool transposed)
    {
        private readonly ReadOnlySpan<double> _costs = costs;

        public bool Transposed { get; } = transposed;

        public double Cost(int row, int column)
        {
            var cost = Transposed ? _costs[(column * stride) + row] : _costs[(row * stride) + column];
            return cost < limit ? cost : limit;
        }
    }
}
