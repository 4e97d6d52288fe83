using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace EdgeAgent.Detection;

/// <summary>A few pictures as one input of the model, and what it gave for each; buffers and bindings are made once. Not thread-safe.</summary>
internal sealed class PictureBatch : IDisposable
{
    /// <summary>More shapes of pictures than a camera has at one time: one of another size has come before.</summary>
    private const int MostLetterboxes = 12;

    private readonly OnnxModel _model;
    private readonly IOutputDecoder _decoder;
    private readonly int _pictureLength;
    private readonly float[] _input;
    private readonly float[][] _outputs;
    private readonly Letterbox?[] _shown;
    private readonly List<Letterbox> _letterboxes = [];
    private readonly OrtIoBinding?[] _bindings;
    private readonly List<OrtValue> _values = [];
    private readonly RunOptions _runOptions = new();

    /// <param name="model">Runs it.</param>
    /// <param name="capacity">Pictures at most; 1 where the model takes no more at once.</param>
    public PictureBatch(OnnxModel model, int capacity)
    {
        _model = model;
        _decoder = ModelFamily.CreateDecoder(model.Manifest);
        Capacity = model.TakesBatches ? capacity : 1;
        _pictureLength = 3 * model.Manifest.Input.Width * model.Manifest.Input.Height;
        _input = new float[Capacity * _pictureLength];
        _outputs = [.. _decoder.Outputs.Select(o => new float[Capacity * o.Length])];
        _shown = new Letterbox?[Capacity];
        _bindings = new OrtIoBinding?[Capacity + 1];
    }

    public int Capacity { get; }

    /// <summary>Puts a frame, or a part of one, into a place of the batch.</summary>
    public void Show(int picture, Frame frame)
    {
        var started = Stage.Letterbox.Start();
        var input = _input.AsSpan(picture * _pictureLength, _pictureLength);
        var letterbox = LetterboxFor(frame);
        if (_shown[picture] != letterbox)
        {
            _shown[picture] = letterbox;
            letterbox.PaintBars(input);
        }

        letterbox.Fill(frame, input);
        Stage.Letterbox.Stop(started);
    }

    /// <summary>Runs the model on the first places.</summary>
    /// <exception cref="ModelException">It failed.</exception>
    public void Infer(int pictures)
    {
        var started = Stage.Inference.Start();
        try
        {
            _model.Session.RunWithBinding(_runOptions, _bindings[pictures] ??= Bind(pictures));
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(
                new Problem("model/failed", e.Message.ReplaceLineEndings(" "), "replace the model", _model.Manifest.ToString()), e);
        }

        Stage.Inference.Stop(started);
    }

    /// <summary>What is in the picture of one place, from the model's low score up, best first, normalised to that picture.</summary>
    /// <exception cref="ModelException">The model gave something that is not a number: not the same as seeing nothing.</exception>
    public void Read(int picture, List<Domain.Detection> detections)
    {
        var started = Stage.Detections.Start();
        detections.Clear();
        if (_decoder.Decode(_outputs, picture, _shown[picture]!, detections) is > 0 and var invalid)
        {
            throw new ModelException(new Problem(
                "model/not-a-number", $"the model gave NaN or infinity in {invalid} cells of one frame", "replace the model", _model.Manifest.ToString()));
        }

        NonMaximumSuppression.Apply(detections, _model.Manifest.Thresholds.Iou);
        Stage.Detections.Stop(started);
    }

    public void Dispose()
    {
        Array.ForEach(_bindings, binding => binding?.Dispose());
        _values.ForEach(value => value.Dispose());
        _runOptions.Dispose();
    }

    private Letterbox LetterboxFor(Frame frame)
    {
        foreach (var letterbox in _letterboxes)
        {
            if (letterbox.Fits(frame))
            {
                return letterbox;
            }
        }

        if (_letterboxes.Count == MostLetterboxes)
        {
            _letterboxes.Clear();
        }

        _letterboxes.Add(new Letterbox(frame, _model.Manifest.Input));
        return _letterboxes[^1];
    }

    /// <summary>Bound once, ONNX Runtime reads and writes these arrays in place; naming them at each run would allocate.</summary>
    private OrtIoBinding Bind(int pictures)
    {
        var input = _model.Manifest.Input;
        var binding = _model.Session.CreateIoBinding();
        binding.BindInput(input.Name, Pin(_input, pictures, [3, input.Height, input.Width]));
        for (var i = 0; i < _outputs.Length; i++)
        {
            var output = _decoder.Outputs[i];
            binding.BindOutput(output.Name, Pin(_outputs[i], pictures, [output.Cells, output.Channels]));
        }

        return binding;
    }

    private OrtValue Pin(float[] buffer, int pictures, ReadOnlySpan<long> picture)
    {
        long[] shape = [pictures, .. picture];
        var length = (int)shape.Aggregate(1L, (product, side) => product * side);
        var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape);
        _values.Add(value);
        return value;
    }
}
