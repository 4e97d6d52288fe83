using EdgeAgent.Domain;

namespace EdgeAgent.Messaging;

/// <summary>A broker that cannot be reached, refuses us, or is gone.</summary>
internal sealed class MessagingException(Problem problem, Exception? innerException = null)
    : ProblemException(problem, innerException)
{
    public const string TakenOverCode = "broker/taken-over";
    public const string DuplicateCode = "identity/duplicate";

    public static MessagingException Unreachable(BrokerOptions broker, Exception cause) => new(
        new Problem(
            "broker/unreachable",
            $"{broker.Host}:{broker.Port} does not answer as an MQTT 5 broker: {Innermost(cause).Message}",
            "check host and port, the network, and that the broker runs; the agent goes on trying"),
        cause);

    public static MessagingException Unauthorized(BrokerOptions broker, string reason) => new(new Problem(
        "broker/unauthorized",
        $"{broker.Host}:{broker.Port} refuses {(broker.Username is null ? "a client without user name" : $"user '{broker.Username}'")}: {reason}",
        "check username and passwordFile against the broker's accounts"));

    public static MessagingException Refused(BrokerOptions broker, string reason) => new(new Problem(
        "broker/refused", $"{broker.Host}:{broker.Port} refuses: {reason}", "look into the broker's log"));

    public static MessagingException PasswordFile(string path, Exception cause) => new(
        new Problem("broker/password-file", cause.Message, "name a file that the agent's user can read", path), cause);

    public static MessagingException Lost(BrokerOptions broker, string reason) => new(new Problem(
        "broker/connection-lost", $"{broker.Host}:{broker.Port}: {reason}", "it is connected again by itself"));

    public static MessagingException TakenOver(BrokerOptions broker, string clientId) => new(new Problem(
        TakenOverCode,
        $"{broker.Host}:{broker.Port}: another client with the id '{clientId}' took the connection over",
        "if it happens again, another device has this pole's name: give each its own"));

    public static Problem Duplicate(Problem takenOver) => takenOver with
    {
        Code = DuplicateCode,
        Message = takenOver.Message + ", twice within five minutes",
        Remedy = "find the second device with this pole's name (a copied card?) and give each its own",
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
