using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Control.Desired;

/// <summary>Why a desired state is not in force.</summary>
internal static class DesiredProblems
{
    public static Problem Cleared() => new(
        "desired/cleared", "somebody has cleared what the broker kept; what is in force stays", "publish a signed set, empty if nothing is to be in force");

    public static Problem NoVersion() => new("desired/version", "it has no version from 1 to 2^53", "number the versions, and never go down", "version");

    public static Problem OldVersion(long version, long seen) => new(
        "desired/old-version", $"version {version} is older than {seen}, which was here already", $"give it version {seen + 1} or higher", "version");

    public static Problem SameVersion(long version) => new(
        "desired/same-version", $"another one has version {version} already", $"give it version {version + 1} or higher", "version");

    public static Problem NoSettings() => new("desired/settings", "it has no settings", "give what remote.json would have", "settings");

    public static Problem NoOrders() => new("desired/orders", "it has no list of orders", "give all that are to be in force", "orders");

    public static Problem FromFile() => new(
        "desired/from-file", "the pole's orders come from a file", "take orders.file out of agent.json, or put the orders into that file");

    public static Problem NotAudited() => new(
        "desired/not-audited", "it cannot be written down who orders it", "free space on the pole's disk; the pole tries again by itself");

    public static Problem NotKept(Exception cause) => new(
        "desired/not-kept", cause.Message, "free space on the pole's disk, and send it again");

    public static Problem NotReached(TimeSpan patience) => new(
        "desired/center-not-reached",
        string.Create(CultureInfo.InvariantCulture, $"the pole did not reach the center within {patience.TotalMinutes:0} minutes, and took the settings back"),
        "mend the connection settings, and give them a higher version",
        "broker");
}
