namespace EdgeAgent.Control;

/// <summary>Time that runs out by the monotonic clock, whoever sets the other one; what is left can be written down and go on after a restart.</summary>
internal sealed class Countdown(TimeSpan length, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public TimeSpan Left => length - time.GetElapsedTime(_began);

    public bool IsOver => Left <= TimeSpan.Zero;
}
