using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>Pairs tracks with detections so that they go together best, and takes the pairs out of both lists.</summary>
internal sealed class Association
{
    private readonly LinearAssignment _assignment = new();
    private double[] _costs = [];
    private int[] _columnOfRow = [];
    private bool[] _taken = [];

    /// <summary>Matches so that the sum of scores above <paramref name="least"/> is greatest.</summary>
    /// <param name="tracklets">Those that may be matched; those that were not are left.</param>
    /// <param name="candidates">The same.</param>
    /// <param name="score">Of a pair, 0–1.</param>
    /// <param name="least">A pair's score must be above it.</param>
    /// <param name="time">Of the frame.</param>
    public void Match(List<Tracklet> tracklets, List<Candidate> candidates, PairScore score, double least, MediaTime time)
    {
        var (rows, columns) = (tracklets.Count, candidates.Count);
        if (rows == 0 || columns == 0)
        {
            return;
        }

        Grow(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                _costs[(row * columns) + column] = 1 - score(tracklets[row], candidates[column]);
            }
        }

        _assignment.Solve(_costs, rows, columns, limit: 1 - least, _columnOfRow);
        Array.Clear(_taken, 0, columns);
        var left = 0;
        for (var row = 0; row < rows; row++)
        {
            if (_columnOfRow[row] is var column && column >= 0)
            {
                tracklets[row].Match(candidates[column], time);
                _taken[column] = true;
            }
            else
            {
                tracklets[left++] = tracklets[row];
            }
        }

        tracklets.RemoveRange(left, rows - left);
        left = 0;
        for (var column = 0; column < columns; column++)
        {
            if (!_taken[column])
            {
                candidates[left++] = candidates[column];
            }
        }

        candidates.RemoveRange(left, columns - left);
    }

    private void Grow(int rows, int columns)
    {
        if (_costs.Length < rows * columns)
        {
            _costs = new double[rows * columns];
        }

        if (_columnOfRow.Length < rows)
        {
            _columnOfRow = new int[rows];
        }

        if (_taken.Length < columns)
        {
            _taken = new bool[columns];
        }
    }
}
