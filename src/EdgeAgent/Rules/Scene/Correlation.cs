namespace EdgeAgent.Rules.Scene;

/// <summary>Sums of pairs of values, and how alike they make two pictures.</summary>
internal struct Correlation
{
    private double _a;
    private double _b;
    private double _aa;
    private double _bb;
    private double _ab;

    public int Count { get; private set; }

    public readonly double MeanA => Count == 0 ? 0 : _a / Count;

    public readonly double MeanB => Count == 0 ? 0 : _b / Count;

    public readonly double VarianceA => Count == 0 ? 0 : Math.Max(0, (_aa / Count) - (_a / Count * (_a / Count)));

    public readonly double VarianceB => Count == 0 ? 0 : Math.Max(0, (_bb / Count) - (_b / Count * (_b / Count)));

    public readonly double Covariance => Count == 0 ? 0 : (_ab / Count) - (_a / Count * (_b / Count));

    public void Add(double a, double b)
    {
        Count++;
        _a += a;
        _b += b;
        _aa += a * a;
        _bb += b * b;
        _ab += a * b;
    }

    /// <summary>Pearson's coefficient, −1 to 1, whatever the brightness and contrast; 0 where one of the two is flat.</summary>
    public readonly double Coefficient(double flat)
    {
        var (a, b) = (VarianceA, VarianceB);
        return a <= flat || b <= flat ? 0 : Covariance / Math.Sqrt(a * b);
    }
}
