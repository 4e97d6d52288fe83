using EdgeAgent.Domain;
using EdgeAgent.Imaging;

namespace EdgeAgent.Detection;

public sealed class YoloxDecoderTests
{
    private const int Channels = 5 + 2;

    // Of 64 x 64: 8 x 8 cells of stride 8, then 4 x 4 of 16, then 2 x 2 of 32.
    private const int FirstOfStride16 = 64;
    private const int FirstOfStride32 = 64 + 16;
    private const int Cells = 64 + 16 + 4;

    private static readonly YoloxOutputs Outputs = new() { Strides = [8, 16, 32], Predictions = "output" };
    private readonly YoloxDecoder _decoder = new(TinyModel.With(Outputs), Outputs);
    private readonly float[] _values = new float[Cells * Channels];
    private readonly List<Domain.Detection> _detections = [];

    [Fact]
    public void It_reads_one_tensor_of_all_cells() =>
        Assert.Equal(new OutputTensor("output", Cells, Channels), Assert.Single(_decoder.Outputs));

    [Fact]
    public void A_box_is_measured_from_its_cell_in_strides_and_a_score_is_a_product()
    {
        // Row 1, column 2. Centre (2.5, 1.25) x 16 = (40, 20) pixels; twice 16 wide, 16 high: (24, 12) to (56, 28).
        Set(FirstOfStride16 + 4 + 2, 0.5f, 0.25f, MathF.Log(2), 0, 0.8f, 0.25f, 0.75f);

        Assert.Equal(0, Decode());

        var found = Assert.Single(_detections);
        Assert.Equal(1, found.ClassId);
        Assert.Equal(0.6f, found.Score, 1e-6f);
        AssertBox(new BoundingBox(24 / 64f, 12 / 64f, 0.5f, 0.25f), found.Box);
    }

    [Fact]
    public void Every_stride_has_its_own_grid()
    {
        // Each in the last cell of its grid, in the middle, one stride wide and high.
        foreach (var next in new[] { FirstOfStride16, FirstOfStride32, Cells })
        {
            Set(next - 1, 0.5f, 0.5f, 0, 0, 1, 1, 0);
        }

        Decode();

        Assert.Collection(
            _detections,
            d => AssertBox(new BoundingBox(7 / 8f, 7 / 8f, 1 / 8f, 1 / 8f), d.Box),
            d => AssertBox(new BoundingBox(3 / 4f, 3 / 4f, 1 / 4f, 1 / 4f), d.Box),
            d => AssertBox(new BoundingBox(1 / 2f, 1 / 2f, 1 / 2f, 1 / 2f), d.Box));
    }

    [Theory]
    [InlineData(0.24f, 1f, 0)]
    [InlineData(1f, 0.24f, 0)]
    [InlineData(0.49f, 0.5f, 0)]
    [InlineData(0.5f, 0.5f, 1)]
    public void Objectness_times_label_counts_from_the_low_score_up(float objectness, float label, int expected)
    {
        Set(0, 0.5f, 0.5f, 0, 0, objectness, label, 0);

        Assert.Equal(0, Decode());
        Assert.Equal(expected, _detections.Count);
    }

    [Theory]
    [InlineData(0.5f, 0f, float.NaN, 1f)]
    [InlineData(0.5f, 0f, 1f, float.NaN)]
    [InlineData(float.NaN, 0f, 1f, 1f)]
    [InlineData(0.5f, 1000f, 1f, 1f)]
    public void What_is_not_a_number_is_counted_and_not_taken_for_nothing(float x, float logWidth, float objectness, float label)
    {
        Set(0, x, 0.5f, logWidth, 0, objectness, label, 0);

        Assert.Equal(1, Decode());
        Assert.Empty(_detections);
    }

    private void Set(int cell, params ReadOnlySpan<float> values) => values.CopyTo(_values.AsSpan(cell * Channels));

    private int Decode() =>
        _decoder.Decode([_values], 0, new Letterbox(new MemoryFrame(TinyModel.Side, TinyModel.Side), TinyModel.With(Outputs).Input), _detections);

    private static void AssertBox(BoundingBox expected, BoundingBox actual) =>
        Assert.True(expected.IntersectionOverUnion(actual) > 0.9999f, $"{expected} is not {actual}");
}
