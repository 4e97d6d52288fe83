namespace EdgeAgent.Domain;

internal enum LetterboxAnchor
{
    Center,
    TopLeft,
}
