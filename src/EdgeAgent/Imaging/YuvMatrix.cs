namespace EdgeAgent.Imaging;

internal enum YuvMatrix
{
    Bt601,
    Bt709,
}
