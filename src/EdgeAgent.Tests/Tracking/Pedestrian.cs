using EdgeAgent.Domain;

namespace EdgeAgent.Tracking;

/// <summary>Somebody on the ground of a drawn <see cref="Town"/>; lengths are in heights of a person, Z is the distance from the camera.</summary>
internal sealed class Pedestrian(int id, Random random)
{
    private readonly double _phase = 7 * random.NextDouble();
    private readonly double _size = 0.9 + (0.2 * random.NextDouble());
    private double _pauseUntil;
    private double _nextPause = double.NaN;
    private double _missed;

    public int Id => id;

    /// <summary>Of the <see cref="Wardrobe"/>.</summary>
    public int Clothes { get; } = random.Next(Wardrobe.Size);

    public double X { get; set; }

    public double Z { get; set; }

    public (double X, double Z) Velocity { get; set; }

    public (double X, double Z) Wanted { get; set; }

    /// <summary>With whom he walks, if not alone, and how far beside.</summary>
    public Pedestrian? Companion { get; init; }

    public double Beside { get; init; }

    /// <summary>Errors of the sides of his box, in heights, and of his score, in deviations: they last for some frames.</summary>
    public double[] Errors { get; } = new double[5];

    /// <summary>Seconds for which the detector has yet to miss him.</summary>
    public double Missed => _missed;

    public void Walk(double time, double step)
    {
        if (Companion is { } companion)
        {
            X += ((companion.X + Beside - X) * 0.2) + (companion.Velocity.X * step);
            Z += (companion.Z - Z) * 0.2;
            Velocity = companion.Velocity;
            return;
        }

        if (double.IsNaN(_nextPause))
        {
            _nextPause = time + 2 + (28 * random.NextDouble());
        }
        else if (time > _nextPause)
        {
            _pauseUntil = time + 1 + (3 * random.NextDouble());
            _nextPause = time + 6 + (34 * random.NextDouble());
            Wanted = random.Next(4) == 0 ? (-Wanted.X, Wanted.Z) : Wanted;
        }

        var (x, z) = time < _pauseUntil ? (0, 0) : Wanted;
        var sway = 0.12 * Math.Sqrt(step);
        Velocity = (
            Velocity.X + ((x - Velocity.X) * step * 3) + (sway * Street.Gauss(random)),
            Velocity.Z + ((z - Velocity.Z) * step * 3) + (sway * Street.Gauss(random)));
        (X, Z) = (X + (Velocity.X * step), Z + (Velocity.Z * step));
        if ((Z < 3.2 && Velocity.Z < 0) || (Z > 12 && Velocity.Z > 0))
        {
            (Wanted, Velocity) = ((Wanted.X, -Wanted.Z), (Velocity.X, -Velocity.Z));
        }
    }

    /// <summary>Lets the detector's errors wander, and begin to miss him now and then for a quarter of a second.</summary>
    public void Err(double noise, double step)
    {
        const double Last = 0.9;
        var fresh = Math.Sqrt(1 - (Last * Last));
        for (var i = 0; i < Errors.Length; i++)
        {
            Errors[i] = (Last * Errors[i]) + (fresh * (i < 4 ? noise : 1) * Street.Gauss(random));
        }

        _missed = _missed > 0 ? _missed - step : random.NextDouble() < 0.3 * step ? -0.25 * Math.Log(1 - random.NextDouble()) : 0;
    }

    /// <param name="time">Seconds.</param>
    /// <param name="focus">Height in the picture of somebody who stands one height away.</param>
    /// <param name="camera">Where it looks, in picture heights.</param>
    public BoundingBox BoxAt(double time, double focus, (double X, double Y) camera)
    {
        var height = _size * focus / Z;
        var stride = Math.Abs(Velocity.X) > 0.2 ? 0.05 * Math.Sin((time * 7) + _phase) : 0;
        var width = height * (0.4 + stride);
        var x = (Town.Aspect / 2) + (X * focus / Z) + camera.X;
        var foot = 0.3 + camera.Y + (1.1 * focus / Z);
        return new BoundingBox(
            (float)((x - (width / 2)) / Town.Aspect), (float)(foot - height), (float)(width / Town.Aspect), (float)height);
    }
}
