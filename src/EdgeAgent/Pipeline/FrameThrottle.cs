using EdgeAgent.Domain;

namespace EdgeAgent.Pipeline;

/// <summary>Chooses which frames are analysed: a rate in media time, kept on average where it is no divisor of the camera's.</summary>
/// <param name="framesPerSecond">0 for every frame.</param>
internal sealed class FrameThrottle(double framesPerSecond)
{
    /// <summary>Time stamps are rounded to a tick of the stream; a frame that is due by less than this is due.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    private readonly TimeSpan _period = framesPerSecond > 0 ? TimeSpan.FromSeconds(1 / framesPerSecond) : TimeSpan.Zero;
    private MediaTime? _due;

    public bool Take(MediaTime time)
    {
        // A due time far ahead comes from a clock that stepped back; waiting for it would blind the camera.
        if (_due is { } due && time < due - Tolerance && due - time <= _period)
        {
            return false;
        }

        var next = (_due ?? time) + _period;
        _due = next < time || next - time > _period ? time + _period : next;
        return true;
    }
}
