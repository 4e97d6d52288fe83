namespace EdgeAgent.Detection;

/// <summary>An output that a decoder reads: its name and how many floats it holds.</summary>
internal readonly record struct OutputTensor(string Name, int Length);
