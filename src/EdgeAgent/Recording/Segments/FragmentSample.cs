namespace EdgeAgent.Recording.Segments;

/// <summary>One packet in a fragment: where it lies in the piece, and its stamps in ticks of the file.</summary>
internal readonly record struct FragmentSample(int Offset, int Size, long Pts, long Dts, long Duration, bool IsKeyframe);
