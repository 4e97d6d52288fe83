namespace EdgeAgent.Tracking;

/// <summary>
/// Optimal assignment by shortest augmenting paths (Jonker and Volgenant 1987, in the rectangular form of Crouse 2016, section II), of those
/// rows and columns only that may make a pair at all. Its buffers grow to the largest problem seen and are used again.
/// </summary>
internal sealed class LinearAssignment
{
    private const int None = -1;

    private readonly List<int> _rows = [];
    private readonly List<int> _columns = [];
    private bool[] _mayPair = [];

    // The costs of those, at most as many rows as columns, cut off at the limit.
    private double[] _costs = [];
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
        FindThatMayPair(costs, rows, columns, limit);
        if (_rows.Count == 0)
        {
            return;
        }

        var isTransposed = _rows.Count > _columns.Count;
        var (across, along) = isTransposed ? (_columns, _rows) : (_rows, _columns);
        var (n, m) = (across.Count, along.Count);
        Reset(n, m);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < m; j++)
            {
                var cost = isTransposed ? costs[(along[j] * columns) + across[i]] : costs[(across[i] * columns) + along[j]];
                _costs[(i * m) + j] = cost < limit ? cost : limit;
            }
        }

        for (var i = 0; i < n; i++)
        {
            Augment(i, m);
        }

        for (var i = 0; i < n; i++)
        {
            if (_costs[(i * m) + _columnOfRow[i]] < limit)
            {
                var (row, column) = isTransposed ? (along[_columnOfRow[i]], across[i]) : (across[i], along[_columnOfRow[i]]);
                columnOfRow[row] = column;
            }
        }
    }

    private void FindThatMayPair(ReadOnlySpan<double> costs, int rows, int columns, double limit)
    {
        _rows.Clear();
        _columns.Clear();
        if (_mayPair.Length < columns)
        {
            _mayPair = new bool[columns];
        }

        var columnMayPair = _mayPair.AsSpan(0, columns);
        columnMayPair.Clear();
        for (var row = 0; row < rows; row++)
        {
            var mayPair = false;
            var ofRow = costs.Slice(row * columns, columns);
            for (var column = 0; column < columns; column++)
            {
                if (ofRow[column] < limit)
                {
                    mayPair = columnMayPair[column] = true;
                }
            }

            if (mayPair)
            {
                _rows.Add(row);
            }
        }

        for (var column = 0; column < columns; column++)
        {
            if (columnMayPair[column])
            {
                _columns.Add(column);
            }
        }
    }

    /// <summary>Finds the cheapest alternating path from an unassigned row to an unassigned column (Dijkstra on reduced costs) and flips it.</summary>
    private void Augment(int start, int columns)
    {
        Array.Fill(_distance, double.PositiveInfinity, 0, columns);
        Array.Clear(_settled, 0, columns);
        var row = start;
        var reached = 0.0;
        int sink;
        while (true)
        {
            var nearest = None;
            var costs = _costs.AsSpan(row * columns, columns);
            var offset = reached - _rowPotential[row];
            for (var column = 0; column < columns; column++)
            {
                if (_settled[column])
                {
                    continue;
                }

                var distance = offset + costs[column] - _columnPotential[column];
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

        if (_costs.Length < rows * columns)
        {
            _costs = new double[rows * columns];
        }

        Array.Clear(_rowPotential, 0, rows);
        Array.Clear(_columnPotential, 0, columns);
        Array.Fill(_columnOfRow, None, 0, rows);
        Array.Fill(_rowOfColumn, None, 0, columns);
    }
}
