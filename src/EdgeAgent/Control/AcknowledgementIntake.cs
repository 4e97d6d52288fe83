using System.Text.Json;
using EdgeAgent.Control.Audit;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;

namespace EdgeAgent.Control;

/// <summary>Takes what a consumer says that it has stored.</summary>
/// <param name="intake">Signature and address.</param>
/// <param name="acknowledge">The outbox: consumer, log, ranges; why not, or null.</param>
/// <param name="refusals">Hear of what is refused.</param>
/// <param name="counts">Of all.</param>
internal sealed class AcknowledgementIntake(
    SignedIntake intake, Func<string, Guid, IReadOnlyList<SequenceRange>, Problem?> acknowledge, RefusalAudit refusals, ControlCounts counts)
{
    public const string MessageType = "edgeagent.ack.v1";
    public const int MostBytes = 16 * 1024;

    private const int MostRanges = 100;

    public Task HandleAsync(DownlinkMessage message, CancellationToken cancellationToken)
    {
        var signed = intake.Open(message, KeyRole.Consumer, MessageType, MostBytes, mayBeRetained: false, out var refusal);
        if ((signed is null ? refusal : intake.CheckAddress(signed, "consumer") ?? Take(signed)) is { } wrong)
        {
            counts.Refuse(wrong.Code);
            refusals.Add(new AuditEntry("ack", "refused") { Issuer = signed?.Signer.Holder, Code = wrong.Code });
        }
        else
        {
            counts.Accept();
        }

        return Task.CompletedTask;
    }

    private Problem? Take(SignedMessage signed)
    {
        try
        {
            var ack = signed.Claims.Deserialize<AckMessage>(MessageJson.Options)!;
            return ack.Ranges is not { IsDefaultOrEmpty: false, Length: <= MostRanges } ranges || ranges.Any(range => range is null)
                ? ControlProblems.Malformed($"it has no ranges, or more than {MostRanges}")
                : acknowledge(ack.Consumer, ack.Log, [.. ranges.Select(range => new SequenceRange(range.Stream, range.From, range.To))]);
        }
        catch (JsonException e)
        {
            return ControlProblems.Malformed(e.Message.ReplaceLineEndings(" "));
        }
    }
}
