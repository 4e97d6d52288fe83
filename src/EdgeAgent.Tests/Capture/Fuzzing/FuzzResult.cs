namespace EdgeAgent.Capture.Fuzzing;

/// <summary>What a campaign came to.</summary>
/// <param name="Crashes">Processes that died, and faults that callers are not told of.</param>
/// <param name="Outcomes">How often each end was come to: <c>read</c>, or the code of a problem.</param>
/// <param name="Found">One line for each crash, hang and eaten memory, with the seed that brings it back.</param>
internal sealed record FuzzResult(
    int Cases, int Crashes, int Hangs, int OverMemory, long PeakMegabytes, IReadOnlyDictionary<string, int> Outcomes, IReadOnlyList<string> Found)
{
    public override string ToString() => $"{Cases} cases, {Crashes} crashes, {Hangs} hangs, {OverMemory} over memory, at most {PeakMegabytes} MB resident";
}
