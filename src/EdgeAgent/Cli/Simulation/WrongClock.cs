namespace EdgeAgent.Cli.Simulation;

/// <summary>A wall clock that is wrong; time that passes is right.</summary>
internal sealed class WrongClock(TimeSpan error) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + error;
}
