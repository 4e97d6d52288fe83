namespace EdgeAgent.Capture.FFmpeg;

/// <summary>A fraction of a second, the unit of a stream's time stamps.</summary>
internal readonly record struct Rational(int Numerator, int Denominator)
{
    /// <summary>Exact up to rounding down; 128 bits in between, since 2³³ ticks times 10⁹ does not fit 64.</summary>
    public long ToNanoseconds(long ticks) => (long)((Int128)ticks * Numerator * 1_000_000_000 / Denominator);

    public long FromNanoseconds(long nanoseconds) =>
        (long)((Int128)nanoseconds * Denominator / ((Int128)Numerator * 1_000_000_000));

    public override string ToString() => $"{Numerator}/{Denominator}";
}
