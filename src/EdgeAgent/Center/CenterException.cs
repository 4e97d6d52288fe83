using EdgeAgent.Domain;

namespace EdgeAgent.Center;

/// <summary>The center's terminal cannot do its work here.</summary>
internal sealed class CenterException(Problem problem, Exception? innerException = null) : ProblemException(problem, innerException)
{
    public static CenterException CannotWrite(string path, Exception cause) => new(
        new Problem(
            "center/cannot-write", cause.Message, "free space or choose another directory; what comes meanwhile waits at the broker", path),
        cause);

    public static CenterException PortTaken(int port, Exception cause) => new(
        new Problem("broker/port-taken", $"127.0.0.1:{port}: {cause.Message}", "choose another port, or 0 for a free one"), cause);

    /// <summary>Nobody has answered: that is no answer of the pole's.</summary>
    public static CenterException NotReached(string pole, string why) => new(
        new Problem("center/not-reached", $"{pole} was not reached: {why}", "look whether it is online, and ask again; whether it was asked is not known"));

    public static CenterException PoleOffline(string pole) => new(
        new Problem("center/pole-offline", $"{pole} was not reached: it is not online", "send it again when the pole is back; it was not sent"));
}
