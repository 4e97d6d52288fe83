using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeAgent.Control.Audit;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using EdgeAgent.Search.Orders;

namespace EdgeAgent.Control.Desired;

/// <summary>
/// The search orders that the center wants: the last signed full set. Who orders what is written down before it is in force; while that cannot be, new
/// orders wait and only ends take effect, since an end needs no accountability and its delay would harm.
/// </summary>
internal sealed class SignedOrders(
    SignedIntake intake, ControlStore store, AuditLog audit, RefusalAudit refusals, ControlCounts counts, TimeProvider time) : IOrderSource
{
    public const string MessageType = "edgeagent.orders.v1";
    public const string StatusType = "edgeagent.orders.status.v1";

    private const string Setting = "orders-version";

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private (OrderSet Set, DesiredState State)? _pending;
    private long _triedAt;

    /// <summary>Those in force; needed before the first set comes.</summary>
    public OrderBook? Book { get; set; }

    /// <summary>The pole takes its orders from a file, and none from here.</summary>
    public bool IsOverruled { get; init; }

    /// <summary>Why the last set that came is not in force at all; null where it is.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>The channel itself is as sound as its signatures; what is wrong with sets is told in the status.</summary>
    public Problem? Fault => null;

    /// <summary>Raised where <see cref="Problem"/> may have changed.</summary>
    public event Action? Changed;

    /// <param name="message">Of <c>orders/desired</c>.</param>
    public void Handle(DownlinkMessage message)
    {
        Problem = Take(message, out var state);
        if (Problem is { } refusal)
        {
            counts.Refuse(refusal.Code);
            refusals.Add(new AuditEntry("orders", "refused") { Issuer = state?.Issuer, Version = state?.Version, Code = refusal.Code });
        }
        else
        {
            counts.Accept();
        }

        Changed?.Invoke();
    }

    public OrderSet? Poll()
    {
        lock (_lock)
        {
            if (_pending is not { } pending || Book is not { } book || (_triedAt != 0 && time.GetElapsedTime(_triedAt) < Retry))
            {
                return null;
            }

            var inForce = book.Current.Orders.ToDictionary(order => order.Order.Id, order => order.Order, StringComparer.Ordinal);
            List<SearchOrder> fresh = [.. pending.Set.Orders.Where(order => !inForce.TryGetValue(order.Id, out var known) || OrderJson.Write(known) != OrderJson.Write(order))];
            var kept = pending.Set.Orders.Select(order => order.Id).Concat(pending.Set.Refused.Select(problem => problem.Order)).ToHashSet(StringComparer.Ordinal);
            AuditEntry[] entries =
            [
                .. fresh.Select(order => Entry(pending.State, "applied", order)),
                .. inForce.Values.Where(order => !kept.Contains(order.Id)).Select(order => Entry(pending.State, "withdrawn", order)),
            ];
            if (entries.Length == 0 || audit.Append(entries) || fresh.Count == 0)
            {
                (_pending, _triedAt) = (null, 0);
                return pending.Set;
            }

            _triedAt = time.GetTimestamp();
            return pending.Set with
            {
                Orders = [.. pending.Set.Orders.Except(fresh)],
                Refused = [.. pending.Set.Refused, .. fresh.Select(order => new OrderProblem(order.Id, DesiredProblems.NotAudited()))],
            };
        }
    }

    private Problem? Take(DownlinkMessage message, out DesiredState? state)
    {
        state = DesiredState.Read(intake, message, MessageType, out var refusal);
        if (state is null)
        {
            return refusal;
        }

        if (IsOverruled)
        {
            return DesiredProblems.FromFile();
        }

        var seen = store.Read(Setting)?.Split(' ');
        var version = seen is [var number, _] && long.TryParse(number, out var last) ? last : 0;
        if (state.CheckVersion(version, seen?[^1]) is { } wrong)
        {
            return wrong;
        }

        if (!state.Claims.TryGetProperty("orders", out var orders) || orders.ValueKind != JsonValueKind.Array)
        {
            return DesiredProblems.NoOrders();
        }

        try
        {
            var text = string.Create(CultureInfo.InvariantCulture, $$"""{"version":{{state.Version}},"orders":{{orders.GetRawText()}}}""");
            var set = OrderFile.Parse(Encoding.UTF8.GetBytes(text), "orders/desired");
            store.Write(Setting, string.Create(CultureInfo.InvariantCulture, $"{state.Version} {state.Hash}"));
            lock (_lock)
            {
                (_pending, _triedAt) = ((set, state), 0);
            }

            return null;
        }
        catch (OrderException e)
        {
            return e.Problem;
        }
    }

    private static AuditEntry Entry(DesiredState state, string outcome, SearchOrder order) => new("orders", outcome)
    {
        Issuer = state.Issuer,
        Version = state.Version,
        Officer = order.Officer,
        Purpose = order.Purpose,
        CaseId = order.Case,
        Subject = string.Create(CultureInfo.InvariantCulture, $"{order.Id} until {order.Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
    };
}
