namespace EdgeAgent.Cli.Eval;

/// <summary>One box of one frame in a MOTChallenge file; pixels.</summary>
internal readonly record struct MotBox(int Frame, int Id, double X, double Y, double Width, double Height, double Score)
{
    public double Overlap(in MotBox other)
    {
        var width = Math.Min(X + Width, other.X + other.Width) - Math.Max(X, other.X);
        var height = Math.Min(Y + Height, other.Y + other.Height) - Math.Max(Y, other.Y);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        return width * height / ((Width * Height) + (other.Width * other.Height) - (width * height));
    }
}
