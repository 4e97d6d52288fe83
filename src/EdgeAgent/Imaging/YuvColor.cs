namespace EdgeAgent.Imaging;

/// <summary>How the numbers of a YUV picture mean colours.</summary>
/// <param name="Matrix">Which standard's luma coefficients.</param>
/// <param name="FullRange">Luma 0–255 instead of 16–235.</param>
internal readonly record struct YuvColor(YuvMatrix Matrix, bool FullRange);
