namespace EdgeAgent.Detection;

/// <summary>An output that a decoder reads: 1 × <paramref name="Cells"/> × <paramref name="Channels"/> floats.</summary>
internal readonly record struct OutputTensor(string Name, int Cells, int Channels)
{
    public int Length => Cells * Channels;
}
