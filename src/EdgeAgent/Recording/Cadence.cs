using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Recording;

/// <summary>
/// Gives the pictures of a recording the even pace at which the camera took them. Their media times lie where they arrived, closer together while
/// a new connection catches up, and a little unevenly after that, which players of a constant rate take for mistakes. One per run.
/// </summary>
internal sealed class Cadence
{
    /// <summary>Pictures to know the pace by.</summary>
    public const int Known = 64;

    private const int Fewest = 8;

    // A clock's drift and the network's unrest, of a picture's length.
    private const double SameRate = 0.0005;
    private const double SameStep = 0.1;

    // A connection catches up at twice the pace, see LiveTimeline.
    private const double CatchingUp = 0.45;

    // So far may a picture lie from its media time: what a connection has in store when it begins. Beyond it the pace is another.
    private const double ToleranceSteps = 12;
    private const double ToleranceMicroseconds = 500_000;

    private double? _step;
    private long? _in;
    private double _out;

    private Cadence(double? step) => _step = step;

    /// <summary>Of the first pictures; one that changes nothing where they have no even pace.</summary>
    /// <param name="decodeMicroseconds">Their decoding times, in order.</param>
    public static Cadence Of(IReadOnlyList<long> decodeMicroseconds)
    {
        if (decodeMicroseconds.Count < Fewest)
        {
            return new Cadence(null);
        }

        var steps = decodeMicroseconds.Zip(decodeMicroseconds.Skip(1), (a, b) => b - a).Order().ToList();
        double median = steps[steps.Count / 2];
        var rate = 1e6 / median;
        double[] near = [Math.Round(rate * 4) / 4, Math.Round(rate) * 1000 / 1001];
        return new Cadence(near.FirstOrDefault(usual => usual > 0 && Math.Abs((rate / usual) - 1) < SameRate) is > 0 and var found ? 1e6 / found : null);
    }

    /// <summary>Sets the stamps of the next packet, which are in microseconds.</summary>
    public void Apply(Packet packet)
    {
        if (packet.Dts is not { } dts || packet.Pts is not { } pts)
        {
            return;
        }

        var before = _in ?? dts;
        var late = _out - before;
        if (_in is null)
        {
            _out = dts;
        }
        else if (_step is { } step && StepsIn((dts - before) / step) is { } steps)
        {
            var even = _out + (steps * step);
            if (Math.Abs(even - dts) > Math.Max(ToleranceMicroseconds, ToleranceSteps * step))
            {
                _step = null;
                even = dts + late;
            }

            _out = even;
        }
        else
        {
            // Without a pace all stay as late as they are; a pause makes up for it.
            _out = _step is null ? dts + late : Math.Max(dts, _out + 1);
        }

        _in = dts;
        packet.Dts = (long)Math.Round(_out);
        packet.Pts = (long)Math.Round(_out + (_step is { } unit ? Math.Round((pts - dts) / unit) * unit : pts - dts));
    }

    /// <summary>How many pictures further; null where it is off the pace.</summary>
    private static double? StepsIn(double steps) =>
        steps is >= CatchingUp and <= 1 + SameStep ? 1
        : steps > 1 && Math.Abs(steps - Math.Round(steps)) <= SameStep ? Math.Round(steps)
        : null;
}
