namespace EdgeAgent.Domain;

/// <summary>A box in the upright main stream: 0–1, origin at the top left. It may reach beyond the picture while an object leaves it.</summary>
internal readonly record struct BoundingBox(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public float Area => Width * Height;

    /// <summary>Where an upright object touches the ground: the middle of the lower edge.</summary>
    public NormalizedPoint FootPoint => new(X + (Width / 2), Bottom);

    /// <summary>Area that both cover.</summary>
    public float Intersection(in BoundingBox other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(X, other.X);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    /// <summary>Intersection over union, 0–1; 0 where either box is empty.</summary>
    public float IntersectionOverUnion(in BoundingBox other)
    {
        var intersection = Intersection(other);
        return intersection <= 0 ? 0 : intersection / (Area + other.Area - intersection);
    }

    public BoundingBox ClampToPicture()
    {
        var x = Math.Clamp(X, 0, 1);
        var y = Math.Clamp(Y, 0, 1);
        return new BoundingBox(x, y, Math.Clamp(Right, 0, 1) - x, Math.Clamp(Bottom, 0, 1) - y);
    }
}
