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
    private readonly OrtValue[] _inputValues;
    private readonly OrtValue[] _outputValues;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly RunOptions _runOptions = new();
    private Letterbox? _letterbox;

    public Detector(OnnxModel model)
    {
        _model = model;
        _decoder = ModelFamily.CreateDecoder(model.Manifest);
        var input = model.Manifest.Input;
        _input = new float[3 * input.Width * input.Height];
        _inputNames = [input.Name];
        _inputValues = [OrtValue.CreateTensorValueFromMemory(_input, [1, 3, input.Height, input.Width])];
        _outputNames = [.. _decoder.Outputs.Select(o => o.Name)];
        _outputs = [.. _decoder.Outputs.Select(o => new float[o.Length])];
        _outputValues = [.. _outputs.Select((buffer, i) => OrtValue.CreateTensorValueFromMemory(buffer, Shape(_outputNames[i])))];
    }

    public ModelManifest Manifest => _model.Manifest;

    /// <summary>Fills <paramref name="detections"/> with what is in the frame from the model's low score up, best first.</summary>
    /// <exception cref="ModelException">The model failed, or gave something that is not a number: not the same as seeing nothing.</exception>
    public void Detect(Frame frame, List<Domain.Detection> detections)
    {
        detections.Clear();
        if (_letterbox is null || !_letterbox.Fits(frame))
        {
            _letterbox = new Letterbox(frame, Manifest.Input);
            _letterbox.PaintBars(_input);
        }

        _letterbox.Fill(frame, _input);
        try
        {
            _model.Session.Run(_runOptions, _inputNames, _inputValues, _outputNames, _outputValues);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(new Problem("model/failed", e.Message.ReplaceLineEndings(" "), "replace the model", Manifest.ToString()), e);
        }

        if (_decoder.Decode(_outputs, _letterbox, detections) is > 0 and var invalid)
        {
            throw new ModelException(new Problem(
                "model/not-a-number", $"the model gave NaN or infinity in {invalid} cells of one frame", "replace the model", Manifest.ToString()));
        }

        NonMaximumSuppression.Apply(detections, Manifest.Thresholds.Iou);
    }

    public void Dispose()
    {
        foreach (var value in _inputValues.Concat(_outputValues))
        {
            value.Dispose();
        }

        _runOptions.Dispose();
    }

    private long[] Shape(string output) =>
        [.. _model.Session.OutputMetadata[output].Dimensions.Select(d => (long)d)];
}
