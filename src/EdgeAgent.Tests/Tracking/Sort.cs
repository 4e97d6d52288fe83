using EdgeAgent.Cli.Eval;

namespace EdgeAgent.Tracking;

/// <summary>
/// The public baseline: SORT (Bewley et al., ICIP 2016) with the settings that its authors published. It steps by frames, whatever time
/// lies between them.
/// </summary>
internal sealed class Sort
{
    private const double LeastOverlap = 0.3;
    private const int LongestLoss = 1;
    private const int LeastSights = 3;

    private readonly LinearAssignment _assignment = new();
    private readonly List<Target> _targets = [];
    private int _frames;
    private int _lastId;

    /// <summary>Takes in one frame and adds its rows.</summary>
    public void Update(MotFrame frame, List<MotBox> rows)
    {
        _frames++;
        var detections = frame.Boxes.ToList();
        _targets.ForEach(target => target.Predict());
        var costs = (from target in _targets from detection in detections select 1 - target.Box(frame.Number).Overlap(detection)).ToArray();
        var columns = new int[_targets.Count];
        _assignment.Solve(costs, _targets.Count, detections.Count, limit: 1 - LeastOverlap, columns);
        for (var index = 0; index < columns.Length; index++)
        {
            if (columns[index] >= 0)
            {
                _targets[index].Correct(detections[columns[index]]);
            }
        }

        _targets.AddRange(detections.Where((_, column) => !columns.Contains(column)).Select(detection => new Target(++_lastId, detection)));
        rows.AddRange(_targets.Where(target => target.IsTold(_frames)).Select(target => target.Box(frame.Number)));
        _targets.RemoveAll(target => target.Unseen > LongestLoss);
    }

    /// <summary>Centre, area and aspect of a box; all but the last with a velocity.</summary>
    private sealed class Target(int id, MotBox first)
    {
        private readonly Axis _x = new(first.X + (first.Width / 2), 1, 0.01);
        private readonly Axis _y = new(first.Y + (first.Height / 2), 1, 0.01);
        private readonly Axis _area = new(first.Width * first.Height, 10, 0.0001);
        private readonly Axis _aspect = new(first.Width / first.Height, 10, null);
        private int _sights;

        public int Unseen { get; private set; }

        public bool IsTold(int frames) => Unseen < 1 && (_sights >= LeastSights || frames <= LeastSights);

        public MotBox Box(int frame)
        {
            var width = Math.Sqrt(Math.Max(_area.Position * _aspect.Position, 1e-6));
            var height = _area.Position / width;
            return new MotBox(frame, id, _x.Position - (width / 2), _y.Position - (height / 2), width, height, 1);
        }

        public void Predict()
        {
            _x.Predict();
            _y.Predict();
            _area.Predict(isPositive: true);
            _aspect.Predict();
            _sights = Unseen > 0 ? 0 : _sights;
            Unseen++;
        }

        public void Correct(MotBox box)
        {
            _x.Correct(box.X + (box.Width / 2));
            _y.Correct(box.Y + (box.Height / 2));
            _area.Correct(box.Width * box.Height);
            _aspect.Correct(box.Width / box.Height);
            _sights++;
            Unseen = 0;
        }
    }

    /// <summary>SORT's matrices couple no two coordinates. Units of the state per frame; P₀ = 10 and 10,000, Q = 1 and the one given.</summary>
    private sealed class Axis(double position, double measurementVariance, double? velocityNoise)
    {
        private double _velocity;
        private double _positionVariance = 10;
        private double _covariance;
        private double _velocityVariance = velocityNoise is null ? 0 : 10_000;

        public double Position { get; private set; } = position;

        public void Predict(bool isPositive = false)
        {
            _velocity = isPositive && Position + _velocity <= 0 ? 0 : _velocity;
            Position += _velocity;
            _positionVariance += (2 * _covariance) + _velocityVariance + 1;
            _covariance += _velocityVariance;
            _velocityVariance += velocityNoise ?? 0;
        }

        public void Correct(double measured)
        {
            var (innovation, s) = (measured - Position, _positionVariance + measurementVariance);
            var (gain, velocityGain) = (_positionVariance / s, _covariance / s);
            Position += gain * innovation;
            _velocity += velocityGain * innovation;
            _velocityVariance -= velocityGain * _covariance;
            _covariance -= gain * _covariance;
            _positionVariance -= gain * _positionVariance;
        }
    }
}
