using EdgeAgent.Domain;

namespace EdgeAgent.Control;

/// <summary>The checks of a command whose signature is right, but those that need to remember.</summary>
/// <param name="epoch">Of the pole's present connection.</param>
/// <param name="clock">Whether the time is known, and which it is.</param>
internal sealed class CommandCheck(Func<long> epoch, IMediaClock clock)
{
    public const long LongestSeconds = 300;

    /// <summary>How far the clocks of center and pole may be apart.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    // What DateTimeOffset can hold.
    private const long LastSecond = 253_402_300_799;

    /// <returns>Why it is refused; null where it is not.</returns>
    public Problem? Check(Command command, string topicVerb) =>
        command.Verb != topicVerb ? ControlProblems.WrongVerb(command.Verb, topicVerb)
        : CheckTimes(command) ?? CheckEpoch(command);

    private Problem? CheckTimes(Command command)
    {
        if (command.IssuedAt is <= 0 or > LastSecond - LongestSeconds || command.ExpiresAt - command.IssuedAt is <= 0 or > LongestSeconds)
        {
            return ControlProblems.Lifetime();
        }

        if (clock.KnownUtc(clock.Now) is not { } now)
        {
            return null;
        }

        var (issued, expires) = (DateTimeOffset.FromUnixTimeSeconds(command.IssuedAt), DateTimeOffset.FromUnixTimeSeconds(command.ExpiresAt));
        return now > expires + Tolerance ? ControlProblems.Expired(expires, now)
            : now < issued - Tolerance ? ControlProblems.NotYet(issued, now)
            : null;
    }

    /// <summary>Where the time is not known, the connection is what a command is good for.</summary>
    private Problem? CheckEpoch(Command command)
    {
        var current = epoch();
        return command.Epoch is { } said
            ? said == current ? null : ControlProblems.WrongEpoch(said, current)
            : clock.KnownUtc(clock.Now) is null ? ControlProblems.WrongEpoch(null, current) : null;
    }
}
