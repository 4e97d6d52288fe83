namespace EdgeAgent.Domain;

internal enum ColorOrder
{
    Bgr,
    Rgb,
}
