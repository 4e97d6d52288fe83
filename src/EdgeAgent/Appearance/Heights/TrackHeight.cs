using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Heights;

/// <summary>
/// The height of one track over its views, in a histogram: constant memory, nothing allocated after birth. One thread at a time.
/// Whoever bends, or whose feet are hidden, is measured shorter, and hardly anything makes anybody taller: hence a quantile above the median.
/// </summary>
internal sealed class TrackHeight(CameraGeometry geometry)
{
    private const double Lowest = 0.4;

    private const double BinMeters = 0.025;

    private const int Bins = 88;

    /// <summary>With two fifths of the views too short it is still the median of the others.</summary>
    private const double Quantile = 0.7;

    /// <summary>Where it is much shorter, so many views are too short that nobody knows which.</summary>
    private const double LowerQuantile = 0.4;

    /// <summary>One box alone may be of two persons, or of half a one.</summary>
    private const int FewestViews = 3;

    /// <summary>The detector errs alike in the views of a person: more of them than so many make the height no more certain.</summary>
    private const int IndependentViews = 4;

    private readonly float[] _weights = new float[Bins];

    private double _weight;

    private int _views;

    /// <summary>In metres; null before there are enough views.</summary>
    public double? Meters => _views < FewestViews ? null : At(Quantile);

    /// <summary>Unknown before there are enough views, and where the height lies between or is too uncertain.</summary>
    public AgeGroup AgeGroup => Meters is { } meters ? AgeByHeight.Of(meters, Uncertainty(meters)) : AgeGroup.Unknown;

    /// <summary>Takes a view into account: the detector's own box. One by which no height can be told counts for nothing.</summary>
    public void Add(in BoundingBox box)
    {
        if (HeightMeter.Measure(geometry, box) is { } view)
        {
            // A near view weighs more than a far one.
            var weight = 1 / (view.Uncertainty * view.Uncertainty);
            _weights[Math.Clamp((int)((view.Meters - Lowest) / BinMeters), 0, Bins - 1)] += (float)weight;
            _weight += weight;
            _views++;
        }
    }

    /// <summary>Of the views, of the calibration, or by how much the views disagree, whichever is most.</summary>
    private double Uncertainty(double meters) => Math.Max(
        Math.Sqrt(_views / _weight / Math.Min(_views, IndependentViews)),
        Math.Max(geometry.RelativeError * meters, meters - At(LowerQuantile)));

    private double At(double quantile)
    {
        var (below, bin) = (0.0, 0);
        while (bin < Bins - 1 && below + _weights[bin] < quantile * _weight)
        {
            below += _weights[bin++];
        }

        var share = _weights[bin] > 0 ? Math.Clamp(((quantile * _weight) - below) / _weights[bin], 0, 1) : 0;
        return Lowest + ((bin + share) * BinMeters);
    }
}
