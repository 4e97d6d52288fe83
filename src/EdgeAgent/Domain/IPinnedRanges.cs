namespace EdgeAgent.Domain;

/// <summary>Knows what of the recordings is still needed, so that it is not deleted.</summary>
internal interface IPinnedRanges
{
    /// <exception cref="ProblemException">It cannot be said at present: then nothing may be deleted.</exception>
    IReadOnlyList<PinnedRange> Read();
}
