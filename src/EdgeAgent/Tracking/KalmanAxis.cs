namespace EdgeAgent.Tracking;

/// <summary>A Kalman filter of one coordinate and its velocity (units per second), which takes the true time step.</summary>
internal struct KalmanAxis
{
    private double _positionVariance;
    private double _covariance;
    private double _velocityVariance;

    public KalmanAxis(double position, double positionDeviation, double velocityDeviation)
    {
        Position = position;
        _positionVariance = positionDeviation * positionDeviation;
        _velocityVariance = velocityDeviation * velocityDeviation;
    }

    public double Position { get; private set; }

    public double Velocity { get; private set; }

    public readonly double PositionDeviation => Math.Sqrt(_positionVariance);

    public readonly double VelocityDeviation => Math.Sqrt(_velocityVariance);

    /// <summary>
    /// Moves the estimate on by <paramref name="seconds"/> under the continuous white-noise acceleration model:
    /// F = [1 t; 0 1], Q = q·[t³/3 t²/2; t²/2 t] (Bar-Shalom, Li, Kirubarajan 2001, section 6.2.2). Two steps of t/2 are one of t.
    /// </summary>
    /// <param name="seconds">The time step, zero or more.</param>
    /// <param name="acceleration">√q: by how much the velocity wanders within one second.</param>
    public void Predict(double seconds, double acceleration)
    {
        var q = acceleration * acceleration;
        var t2 = seconds * seconds;
        Position += Velocity * seconds;
        _positionVariance += (2 * seconds * _covariance) + (t2 * _velocityVariance) + (q * t2 * seconds / 3);
        _covariance += (seconds * _velocityVariance) + (q * t2 / 2);
        _velocityVariance += q * seconds;
    }

    /// <summary>Takes in a measured position: K = P·Hᵀ/(H·P·Hᵀ + R) with H = [1 0].</summary>
    public void Correct(double measured, double deviation)
    {
        var r = deviation * deviation;
        var innovation = measured - Position;
        var s = _positionVariance + r;
        var gain = _positionVariance / s;
        var velocityGain = _covariance / s;
        Position += gain * innovation;
        Velocity += velocityGain * innovation;
        _velocityVariance -= velocityGain * _covariance;
        _covariance *= r / s;
        _positionVariance *= r / s;
    }

    /// <summary>Holds the position where it is.</summary>
    public void Stop() => Velocity = 0;

    /// <summary>Says that the velocity has been another for the last <paramref name="seconds"/>.</summary>
    public void Resume(double velocity, double seconds)
    {
        Position += (velocity - Velocity) * seconds;
        Velocity = velocity;
    }

    /// <summary>Says that it is elsewhere, and how sure that is has not changed.</summary>
    public void Place(double position) => Position = position;

    /// <summary>Measures in another unit from now on.</summary>
    public void Scale(double factor)
    {
        Position *= factor;
        Velocity *= factor;
        _positionVariance *= factor * factor;
        _covariance *= factor * factor;
        _velocityVariance *= factor * factor;
    }

    /// <summary>Says that the velocity may have changed by as much as <paramref name="velocityDeviation"/> unseen.</summary>
    public void Unsettle(double velocityDeviation) =>
        _velocityVariance = Math.Max(_velocityVariance, velocityDeviation * velocityDeviation);
}
