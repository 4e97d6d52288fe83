using EdgeAgent.Appearance.Heights;
using EdgeAgent.Domain;

namespace EdgeAgent.Cli.CameraCalibrate;

/// <summary>Lines on the ground, so that one sees whether it lies as the street does.</summary>
/// <param name="StepMeters">From line to line.</param>
/// <param name="Lines">From where to where in the picture; they may reach beyond it.</param>
internal sealed record GroundGrid(double StepMeters, IReadOnlyList<(NormalizedPoint From, NormalizedPoint To)> Lines)
{
    private const int LinesAhead = 24;

    private const int LinesAside = 20;

    private static readonly double[] Steps = [1, 2, 5, 10];

    public static GroundGrid Of(CameraGeometry geometry)
    {
        var middle = geometry.OnGround(new NormalizedPoint(0.5f, 0.75f))?.Distance ?? Steps[^1];
        var step = Steps.FirstOrDefault(step => step >= middle / 10, Steps[^1]);
        var near = ((float[])[0, 0.5f, 1]).Min(x => geometry.OnGround(new NormalizedPoint(x, 1))?.Forward) is { } bottom
            ? Math.Floor(bottom / step) * step
            : 0;
        var (far, aside) = (near + (LinesAhead * step), LinesAside * step);
        List<(NormalizedPoint, NormalizedPoint)> lines = [];
        for (var forward = near; forward <= far; forward += step)
        {
            Add(new GroundPoint(-aside, forward), new GroundPoint(aside, forward));
        }

        for (var right = -aside; right <= aside; right += step)
        {
            Add(new GroundPoint(right, near), new GroundPoint(right, far));
        }

        return new GroundGrid(step, lines);

        void Add(GroundPoint from, GroundPoint to)
        {
            if (geometry.Project(from, 0) is { } start && geometry.Project(to, 0) is { } end)
            {
                lines.Add((start, end));
            }
        }
    }
}
