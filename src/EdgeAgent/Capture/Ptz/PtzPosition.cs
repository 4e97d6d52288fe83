namespace EdgeAgent.Capture.Ptz;

/// <summary>Where a camera looks, in its own units; null for an axis that it has not, or does not tell.</summary>
internal readonly record struct PtzPosition(double? Pan, double? Tilt, double? Zoom)
{
    /// <summary>Whether every axis that this one has is that near in the other.</summary>
    public bool IsNear(in PtzPosition other, double tolerance) =>
        IsNear(Pan, other.Pan, tolerance) && IsNear(Tilt, other.Tilt, tolerance) && IsNear(Zoom, other.Zoom, tolerance);

    private static bool IsNear(double? wanted, double? found, double tolerance) => wanted is null || Math.Abs(wanted.Value - found!.Value) <= tolerance;

    /// <summary>Whether it tells every axis that the other one has.</summary>
    public bool Covers(in PtzPosition other) =>
        (Pan is not null || other.Pan is null) && (Tilt is not null || other.Tilt is null) && (Zoom is not null || other.Zoom is null);
}
