using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>Pairs tracks with detections by the overlap of their boxes, and takes the pairs out of both lists.</summary>
internal sealed class Association(TrackerOptions options)
{
    private const float Taken = -1;

    private readonly LinearAssignment _assignment = new();
    private double[] _costs = [];
    private int[] _columnOfRow = [];

    /// <summary>Matches so that the sum of overlaps above <paramref name="minimumOverlap"/> is greatest.</summary>
    /// <param name="tracklets">Those that may be matched; those that were not are left.</param>
    /// <param name="detections">The same.</param>
    /// <param name="minimumOverlap">Intersection over union, 0–1.</param>
    /// <param name="buffered">
    /// Both boxes are widened by one standard deviation of the track's position (after the buffered IoU of Yang et al., WACV 2023, with
    /// the Kalman filter's own uncertainty as the buffer): the longer nothing was seen, the farther the object may have come.
    /// </param>
    /// <param name="time">Of the frame.</param>
    public void Match(List<Tracklet> tracklets, List<Domain.Detection> detections, double minimumOverlap, bool buffered, MediaTime time)
    {
        var (rows, columns) = (tracklets.Count, detections.Count);
        if (rows == 0 || columns == 0)
        {
            return;
        }

        Grow(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                _costs[(row * columns) + column] = 1 - Overlap(tracklets[row], detections[column], buffered);
            }
        }

        _assignment.Solve(_costs, rows, columns, limit: 1 - minimumOverlap, _columnOfRow);
        var unmatched = 0;
        for (var row = 0; row < rows; row++)
        {
            if (_columnOfRow[row] is var column && column >= 0)
            {
                tracklets[row].Match(detections[column], time);
                detections[column] = detections[column] with { Score = Taken };
            }
            else
            {
                tracklets[unmatched++] = tracklets[row];
            }
        }

        tracklets.RemoveRange(unmatched, rows - unmatched);
        detections.RemoveAll(static detection => detection.Score == Taken);
    }

    private double Overlap(Tracklet tracklet, in Domain.Detection detection, bool buffered)
    {
        var sameClass = tracklet.ClassId == detection.ClassId;
        if (!sameClass)
        {
            // Half counts, so that a detection of the right class goes first wherever there is one.
            var overlap = tracklet.Box.IntersectionOverUnion(detection.Box);
            return overlap >= options.OtherClassMinimumOverlap ? overlap / 2 : 0;
        }

        if (!buffered)
        {
            return tracklet.Box.IntersectionOverUnion(detection.Box);
        }

        var (x, y) = tracklet.Buffer;
        return Widen(tracklet.Box, x, y).IntersectionOverUnion(Widen(detection.Box, x, y));
    }

    private static BoundingBox Widen(in BoundingBox box, float x, float y) =>
        new(box.X - x, box.Y - y, box.Width + (2 * x), box.Height + (2 * y));

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
    }
}
