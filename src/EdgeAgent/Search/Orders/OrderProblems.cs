using System.Globalization;
using EdgeAgent.Domain;

namespace EdgeAgent.Search.Orders;

/// <summary>What can be wrong with orders. Nothing here says who ordered or why.</summary>
internal static class OrderProblems
{
    public static Problem Syntax(string path, string finding) => new(
        "order/syntax", finding, "the orders that were in force stay so; correct the file", path);

    public static Problem Unreadable(string path, string cause) => new(
        "order/file-unreadable", cause, "the orders that were in force stay so; check the path and that the agent's user may read it", path);

    public static Problem OldVersion(long version, long inForce) => new(
        "order/old-version",
        $"version {version} is older than {inForce}, which is in force",
        $"the orders that were in force stay so; give the set version {inForce + 1} or higher",
        "version");

    public static Problem Missing(string path, string what) => new("order/missing", "is not set", $"give {what}", path);

    public static Problem Wrong(string path, string message, string remedy) => new("order/wrong", message, remedy, path);

    public static Problem Unknown(string path, string name, string? near, IEnumerable<string> known) => new(
        "order/unknown", $"'{name}' is nothing that an order has", near is null ? $"use {string.Join(", ", known)}" : $"did you mean '{near}'?", path);

    public static Problem Duplicate(string path, string id) => new(
        "order/duplicate", $"an order before it has the id '{id}' already", "give each order an id of its own", path);

    public static Problem SaysNothing(string path) => new(
        "order/says-nothing",
        "it describes what nearly everybody is",
        "describe what tells the one from the others: top, bottom, color, age child, with, heading",
        path);

    public static Problem NothingMatches(string path, string kind) => new(
        "order/nothing-matches", $"a {kind} has no such thing, so that none could ever match", "describe a person by top and bottom, a vehicle by color", path);

    public static Problem TooLong(string path) => new(
        "order/too-long",
        string.Create(CultureInfo.InvariantCulture, $"it goes on for more than {SearchOrder.Longest.TotalDays:0} days"),
        string.Create(CultureInfo.InvariantCulture, $"let until be within {SearchOrder.Longest.TotalDays:0} days of since; order again when it has ended"),
        path);

    public static Problem EndsBeforeItBegins(string path) => new(
        "order/ends-before-it-begins", "until is not after since", "let it end after it begins", path);

    public static Problem HasEnded(string path, DateTimeOffset until) => new(
        "order/ended",
        string.Create(CultureInfo.InvariantCulture, $"it has ended, and was to end at {until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        "remove it, or order again with a later until",
        path);

    public static Problem TooMany(string path, int most) => new(
        "order/too-many", $"{most} orders are in force already, and there is no room for it", "end others first", path);

    public static Problem TooManyRefused(int more) => new(
        "order/refused", $"{more} more things are wrong with orders", "mend those that are told; the log has them all");
}
