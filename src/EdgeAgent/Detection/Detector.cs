using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace EdgeAgent.Detection;

/// <summary>Detects on the frames of one camera, with buffers made once. Not thread-safe; the session behind it is.</summary>
internal sealed class Detector : IDisposable
{
    private readonly OnnxModel _model;
    private readonly IOutputDecoder _decoder;
    private readonly float[] _input;
    private readonly float[][] _outputs;
    private readonly List<OrtValue> _values = [];
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _runOptions = new();
    private Letterbox? _letterbox;

    public Detector(OnnxModel model)
    {
        _model = model;
        _decoder = ModelFamily.CreateDecoder(model.Manifest);
        var input = model.Manifest.Input;
        _input = new float[3 * input.Width * input.Height];
        _outputs = [.. _decoder.Outputs.Select(o => new float[o.Length])];

        // Bound once, ONNX Runtime reads and writes these arrays in place; naming them at each run would allocate.
        _binding = model.Session.CreateIoBinding();
        _binding.BindInput(input.Name, Pin(_input, [1, 3, input.Height, input.Width]));
        for (var i = 0; i < _outputs.Length; i++)
        {
            _binding.BindOutput(_decoder.Outputs[i].Name, Pin(_outputs[i], Shape(_decoder.Outputs[i].Name)));
        }
    }

    public ModelManifest Manifest => _model.Manifest;

    /// <summary>Fills <paramref name="detections"/> with what is in the frame from the model's low score up, best first.</summary>
    /// <exception cref="ModelException">The model failed, or gave something that is not a number: not the same as seeing nothing.</exception>
    public void Detect(Frame frame, List<Domain.Detection> detections)
    {
        detections.Clear();
        var started = Stage.Letterbox.Start();
        if (_letterbox is null || !_letterbox.Fits(frame))
        {
            _letterbox = new Letterbox(frame, Manifest.Input);
            _letterbox.PaintBars(_input);
        }

        _letterbox.Fill(frame, _input);
        Stage.Letterbox.Stop(started);

        started = Stage.Inference.Start();
        Infer();
        Stage.Inference.Stop(started);

        started = Stage.Detections.Start();
        if (_decoder.Decode(_outputs, _letterbox, detections) is > 0 and var invalid)
        {
            throw new ModelException(new Problem(
                "model/not-a-number", $"the model gave NaN or infinity in {invalid} cells of one frame", "replace the model", Manifest.ToString()));
        }

        NonMaximumSuppression.Apply(detections, Manifest.Thresholds.Iou);
        Stage.Detections.Stop(started);
    }

    /// <summary>Runs the model on what is in its input now.</summary>
    /// <exception cref="ModelException">It failed.</exception>
    public void Infer()
    {
        try
        {
            _model.Session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(new Problem("model/failed", e.Message.ReplaceLineEndings(" "), "replace the model", Manifest.ToString()), e);
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _runOptions.Dispose();
    }

    private OrtValue Pin(float[] buffer, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        return value;
    }

    private long[] Shape(string output) =>
        [.. _model.Session.OutputMetadata[output].Dimensions.Select(d => (long)d)];
}
