using EdgeAgent.Capture.FFmpeg;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture;

/// <summary>
/// Leaves pictures that no other leans on undecoded where there are enough without them: with B-frames at 25 pictures a second and 5 looked at,
/// about half of the work. It tries, counts what still comes, and goes back where that is too little.
/// </summary>
/// <param name="wantedPerSecond">Pictures that are looked at; 0 for all.</param>
/// <param name="hasBFrames">Without them every picture leans on the one before.</param>
internal sealed class PictureThrift(double wantedPerSecond, bool hasBFrames)
{
    // What is looked at is then at most a quarter of its period from where it would have been.
    private const double Enough = 2;

    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(3);

    private MediaTime? _since;
    private int _pictures;
    private bool _isProven;
    private bool _isSettled = wantedPerSecond <= 0 || !hasBFrames;

    public DecoderSkip Skip { get; private set; }

    /// <summary>A picture came out of the decoder.</summary>
    public void Count() => _pictures++;

    /// <summary>Packets were passed over: what was counted so far does not hold.</summary>
    public void Interrupt() => (_since, _pictures) = (null, 0);

    /// <summary>A keyframe is next: the only place where something changes.</summary>
    public void Keyframe(MediaTime time)
    {
        if (_isSettled || time - (_since ??= time) < Trial)
        {
            return;
        }

        var isEnough = _pictures / (time - _since.Value).TotalSeconds >= Enough * wantedPerSecond;
        (_isSettled, _isProven, Skip) = (Skip, isEnough) switch
        {
            (DecoderSkip.None, true) => (false, false, DecoderSkip.NonReference),
            (DecoderSkip.NonReference, true) => (false, true, DecoderSkip.NonReference),

            // It was enough until now: the camera sends fewer, as many do at night. That is worth one more try.
            (DecoderSkip.NonReference, false) => (!_isProven, false, DecoderSkip.None),
            _ => (true, false, DecoderSkip.None),
        };
        (_since, _pictures) = (time, 0);
    }
}
