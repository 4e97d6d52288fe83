using CsCheck;
using EdgeAgent.Domain;

namespace EdgeAgent.Rules.Parts;

/// <summary>Frames drawn at random, on a grid of powers of two, so that a mirror changes nothing by rounding.</summary>
internal static class Drawn
{
    private const int Grid = 256;

    private static readonly Gen<int> Place = Gen.Int[1, Grid - 1];

    private static readonly Gen<BoundingBox> Box =
        Gen.Select(Place, Place, Gen.Int[1, 96], Gen.Int[1, 96], (x, y, width, height) => OnGrid(x - (width / 2), y - height, width, height));

    private static readonly Gen<int> Class = Gen.Frequency((4, Gen.Const(Yard.Person)), (4, Gen.Const(Yard.Car)), (3, Gen.Int[0, Yard.Labels.Length - 1]));

    private static readonly Gen<TrackState> Seldom = Gen.Frequency((8, Gen.Const(TrackState.Confirmed)), (1, Gen.Enum<TrackState>()));

    private static readonly Gen<float> Number = Gen.OneOf(Gen.Const(0f), Gen.Float[-1, 1], Gen.Float[-1000, 1000]);

    /// <summary>Anything that a tracker, or a broken one, could say: some of five tracks in any state anywhere at uneven times.</summary>
    public static Gen<DrawnFrame[]> Garbage { get; } =
        Gen.Select(Gen.Double[0, 1.5], Gen.Select(Gen.Int[1, 5], Class, Gen.Enum<TrackState>(), Box, Track).Array[0, 5], Frame).Array[0, 60];

    /// <summary>Boxes without size, turned inside out or as large as a thousand pictures, and hours between frames.</summary>
    public static Gen<DrawnFrame[]> Impossible { get; } =
        Gen.Select(
            Gen.OneOf(Gen.Double[-10, 10], Gen.Double[-1e6, 1e6]),
            Gen.Select(
                Gen.Int[1, 5],
                Gen.Int[0, Yard.Labels.Length - 1],
                Seldom,
                Gen.Select(Number, Number, Number, Number, (x, y, width, height) => new BoundingBox(x, y, width, height)),
                Track).Array[0, 5],
            Frame).Array[0, 60];

    /// <summary>Five objects that stand and wander, mostly in sight, with a jump now and then.</summary>
    public static Gen<DrawnFrame[]> Wanderers { get; } =
        from classes in Class.Array[5]
        from starts in Box.Array[5]
        from walks in Walk.Array[5]
        from steps in Gen.Double[0.02, 0.6].Array[80]
        select Frames(classes, starts, walks, steps);

    /// <summary>For each of 80 frames which way it goes, whether it jumps, and how the tracker holds it. It goes on as it did for ten frames.</summary>
    private static Gen<(int[] X, int[] Y, TrackState[] State, int[] Jump)> Walk =>
        Gen.Select(Gen.Int[-6, 6].Array[8], Gen.Int[-2, 2].Array[8], Seldom.Array[80], Gen.Frequency((30, Gen.Const(0)), (1, Gen.Int[-90, 90])).Array[80]);

    public static Yard Watch(this Yard yard, IEnumerable<DrawnFrame> frames)
    {
        var time = 0.0;
        foreach (var frame in frames)
        {
            yard.See(time += frame.Step, frame.Tracks);
        }

        return yard;
    }

    public static DrawnFrame[] Mirrored(this DrawnFrame[] frames) =>
        Array.ConvertAll(frames, frame => frame with { Tracks = Array.ConvertAll(frame.Tracks, RuleCase.Mirror) });

    private static BoundingBox OnGrid(int x, int y, int width, int height) =>
        new((float)x / Grid, (float)y / Grid, (float)width / Grid, (float)height / Grid);

    private static Track Track(int id, int classId, TrackState state, BoundingBox box) => new(id, classId, state, box, 0.8f, default, default);

    private static DrawnFrame Frame(double step, Track[] tracks) => new(step, [.. tracks.DistinctBy(track => track.Id)]);

    private static DrawnFrame[] Frames(
        int[] classes, BoundingBox[] starts, (int[] X, int[] Y, TrackState[] State, int[] Jump)[] walks, double[] steps)
    {
        var boxes = (BoundingBox[])starts.Clone();
        var frames = new DrawnFrame[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            for (var id = 0; id < boxes.Length; id++)
            {
                var (x, y) = (walks[id].X[i / 10] + walks[id].Jump[i], walks[id].Y[i / 10]);

                // Half of the time it stands.
                boxes[id] = (i / 10 + id) % 2 == 0 ? Shift(boxes[id], x, y) : boxes[id];
            }

            frames[i] = new DrawnFrame(steps[i], [.. boxes.Select((box, id) => Track(id + 1, classes[id], walks[id].State[i], box))]);
        }

        return frames;
    }

    private static BoundingBox Shift(BoundingBox box, int x, int y)
    {
        var moved = box with { X = box.X + ((float)x / Grid), Y = box.Y + ((float)y / Grid) };
        return moved.FootPoint is { X: > 0 and < 1, Y: > 0 and < 1 } ? moved : box;
    }
}
