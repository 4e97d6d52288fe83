namespace EdgeAgent.Recording.Segments;

/// <summary>A fragment of a segment (the first with the header before it), up to its mark.</summary>
internal readonly record struct SegmentPiece(long Offset, SegmentMark Mark)
{
    /// <summary>Behind its mark.</summary>
    public long End => Offset + Mark.Bytes + SegmentMark.Size;
}
