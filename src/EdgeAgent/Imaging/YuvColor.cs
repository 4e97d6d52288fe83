namespace EdgeAgent.Imaging;

/// <summary>How the numbers of a YUV picture mean colours.</summary>
/// <param name="Matrix">Which standard's luma coefficients.</param>
/// <param name="FullRange">Luma 0–255 instead of 16–235.</param>
internal readonly record struct YuvColor(YuvMatrix Matrix, bool FullRange)
{
    // Standard definition is BT.601, high definition BT.709 (ITU-T H.264 E.2.1 leaves it open; players do this).
    private const int HighDefinitionHeight = 720;

    /// <summary>The matrix that players take for a picture that does not name one.</summary>
    public static YuvMatrix UnmarkedMatrix(int height) => height >= HighDefinitionHeight ? YuvMatrix.Bt709 : YuvMatrix.Bt601;
}
