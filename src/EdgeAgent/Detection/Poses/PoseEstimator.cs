using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace EdgeAgent.Detection.Poses;

/// <summary>Finds the pose of a person whose box is known, with buffers made once. Not thread-safe; the session behind it is.</summary>
internal sealed class PoseEstimator : IDisposable
{
    // The model knows few people who lie. It sees them better turned upright: who is not seen well is looked at in every turn.
    private const float SureScore = 0.4f;
    private const float TurnedAdvantage = 0.05f;

    // The box is tight, and the model wants some ground and sky.
    private const float Margin = 1.25f;

    private static readonly int[] Turns = [1, 2, 3];

    private readonly PoseModel _model;
    private readonly MoveNetDecoder _decoder;
    private readonly PersonCrop _crop;
    private readonly float[] _input;
    private readonly float[][] _outputs;
    private readonly List<OrtValue> _values = [];
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _runOptions = new();

    public PoseEstimator(PoseModel model)
    {
        _model = model;
        _decoder = ModelFamily.CreatePoseDecoder(model.Manifest);
        var input = model.Manifest.Input;
        _crop = new PersonCrop(input);
        _input = new float[3 * input.Width * input.Height];
        _outputs = [.. _decoder.Outputs.Select(o => new float[o.Length])];
        _binding = model.Session.CreateIoBinding();
        _binding.BindInput(input.Name, Pin(_input, [1, 3, input.Height, input.Width]));
        foreach (var (buffer, output) in _outputs.Zip(_decoder.Outputs))
        {
            _binding.BindOutput(output.Name, Pin(buffer, [1, output.Cells, output.Channels]));
        }
    }

    /// <summary>Where the points of the person are, normalised to the frame.</summary>
    /// <param name="frame">The larger the better: small people are cut out of it before anything is scaled.</param>
    /// <param name="person">The detector's or the track's box.</param>
    /// <exception cref="ModelException">The model failed, or gave something that is not a number.</exception>
    public Pose Estimate(Frame frame, in BoundingBox person)
    {
        var square = PixelSquare.Around(person, frame.Width, frame.Height, Margin);
        if (!(square.Side >= 1) || !float.IsFinite(square.Left + square.Top + square.Side))
        {
            return default;
        }

        _crop.Sample(frame, square);
        var (best, turned) = (Look(0), 0);
        if (best.Score < SureScore)
        {
            var upright = best.Score;
            foreach (var turn in Turns)
            {
                var other = Look(turn);
                if (other.Score > Math.Max(best.Score, upright + TurnedAdvantage))
                {
                    (best, turned) = (other, turn);
                }
            }
        }

        return ToPicture(best, turned, square, frame);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _runOptions.Dispose();
    }

    private Pose Look(int quarterTurns)
    {
        _crop.Write(quarterTurns, _input);
        try
        {
            _model.Session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(new Problem("model/failed", e.Message.ReplaceLineEndings(" "), "replace the model", _model.Manifest.ToString()), e);
        }

        return _decoder.TryDecode(_outputs, out var pose)
            ? pose
            : throw new ModelException(new Problem(
                "model/not-a-number", "the model gave NaN or infinity for a person", "replace the model", _model.Manifest.ToString()));
    }

    private static Pose ToPicture(Pose found, int quarterTurns, in PixelSquare square, Frame frame)
    {
        Pose pose = default;
        for (var point = BodyPoint.Nose; (int)point < Pose.Count; point++)
        {
            var (u, v, score) = found[point];
            var (x, y) = quarterTurns switch { 0 => (u, v), 1 => (v, 1 - u), 2 => (1 - u, 1 - v), _ => (1 - v, u) };
            pose[point] = new Keypoint((square.Left + (x * square.Side)) / frame.Width, (square.Top + (y * square.Side)) / frame.Height, score);
        }

        return pose;
    }

    private OrtValue Pin(float[] buffer, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        return value;
    }
}
