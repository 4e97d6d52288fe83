using System.Collections.Immutable;
using System.Text.Json;
using EdgeAgent.Control.Audit;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Control;

/// <summary>
/// Takes one command after the other: checks it, has it done once, and answers. What cannot be shown to come from a trusted key is never
/// answered, only counted. Called by one worker; what takes long runs beside it.
/// </summary>
internal sealed partial class CommandDesk(
    SignedIntake intake,
    IEnumerable<IVerb> verbs,
    CommandCheck check,
    AnswerBook answers,
    AuditLog audit,
    RefusalAudit refusals,
    StatusMail mail,
    ControlCounts counts,
    ILogger<CommandDesk> logger) : IDisposable
{
    public const string MessageType = "edgeagent.command.v1";
    public const string ReplyType = "edgeagent.reply.v1";
    public const int MostBytes = 64 * 1024;

    private const int LongAtOnce = 2;
    private const int LongWaiting = 8;

    private readonly Dictionary<string, IVerb> _verbs = verbs.ToDictionary(verb => verb.Name, StringComparer.Ordinal);
    private readonly SemaphoreSlim _longAtWork = new(LongAtOnce);
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _long = [];

    /// <summary>What runs beside the worker has ended when this completes.</summary>
    public Task Idle
    {
        get
        {
            lock (_lock)
            {
                return Task.WhenAll(_long);
            }
        }
    }

    /// <param name="message">Of <c>cmd/{verb}</c>.</param>
    /// <param name="cancellationToken">Gives up what is at work.</param>
    public async Task HandleAsync(DownlinkMessage message, CancellationToken cancellationToken)
    {
        var signed = intake.Open(message, KeyRole.Operations, MessageType, MostBytes, mayBeRetained: false, out var refusal);
        var command = signed is null ? null : Command.Read(signed);
        if (signed is null || command is null)
        {
            CountRefusal(refusal ?? ControlProblems.Malformed("jti is no UUID"), signed, command);
            return;
        }

        if ((intake.CheckAddress(signed) ?? check.Check(command, message.Below[^1])) is { } wrong)
        {
            Refuse(command, signed, wrong);
            return;
        }

        var kept = answers.TryBegin(command, out var known, out var answer);
        switch (known)
        {
            case AnswerBook.Known.New:
                await BeginAsync(command, signed, kept, cancellationToken);
                break;
            case AnswerBook.Known.Answered:
                counts.Repeat();
                mail.Answer($"reply/{command.Id}", ReplyType, answer!);
                break;
            case AnswerBook.Known.AtWork:
                // Its answer comes.
                counts.Repeat();
                break;
            default:
                Refuse(command, signed, known == AnswerBook.Known.Interrupted ? ControlProblems.Interrupted() : ControlProblems.TooOld());
                break;
        }
    }

    public void Dispose() => _longAtWork.Dispose();

    private async Task BeginAsync(Command command, SignedMessage signed, bool kept, CancellationToken cancellationToken)
    {
        if (Find(command, out var refusal) is not { } verb)
        {
            Finish(command, Refuse(command, signed, refusal!));
            return;
        }

        // Whoever puts the pole right again must not be kept from it by a full disk; whoever looks at persons must.
        if (!(audit.Append(Entry(command, "begun")) && kept) && verb.ConcernsPersons)
        {
            Finish(command, Refuse(command, signed, ControlProblems.NotAudited(audit.Fault)));
            return;
        }

        if (!verb.IsLong)
        {
            await RunAsync(verb, command, cancellationToken);
            return;
        }

        lock (_lock)
        {
            if (_long.Count >= LongAtOnce + LongWaiting)
            {
                Finish(command, Refuse(command, signed, ControlProblems.Busy()));
                return;
            }

            var running = Task.Run(() => RunLongAsync(verb, command, cancellationToken), CancellationToken.None);
            _long.Add(running);
            _ = running.ContinueWith(
                done =>
                {
                    lock (_lock)
                    {
                        _long.Remove(done);
                    }
                },
                TaskScheduler.Default);
        }
    }

    /// <summary>Null where nobody does it, or who asks has not said enough.</summary>
    private IVerb? Find(Command command, out Problem? refusal)
    {
        var verb = _verbs.GetValueOrDefault(command.Verb);
        refusal = verb is null ? ControlProblems.UnknownVerb(command.Verb)
            : command.Officer is null ? ControlProblems.Missing("officer")
            : command.Purpose is null ? ControlProblems.Missing("purpose")
            : verb.ConcernsPersons && command.CaseId is null ? ControlProblems.Missing("caseId")
            : null;
        return refusal is null ? verb : null;
    }

    private async Task RunLongAsync(IVerb verb, Command command, CancellationToken cancellationToken)
    {
        try
        {
            await _longAtWork.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await RunAsync(verb, command, cancellationToken);
        }
        finally
        {
            _longAtWork.Release();
        }
    }

    private async Task RunAsync(IVerb verb, Command command, CancellationToken cancellationToken)
    {
        ReplyMessage reply;
        try
        {
            var result = await verb.RunAsync(command, cancellationToken);
            counts.Accept();
            reply = new ReplyMessage
            {
                Jti = command.Id,
                Verb = command.Verb,
                Outcome = ReplyOutcome.Done,
                Result = result is null ? null : JsonSerializer.SerializeToElement(result, MessageJson.Options),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The agent stops: after its restart it says that this was interrupted.
            return;
        }
        catch (ControlException e)
        {
            counts.Refuse(e.Problem.Code);
            reply = Reply(command, ReplyOutcome.Refused, e.Problems);
        }
        catch (Exception e)
        {
            var problem = Problem.From(e);
            counts.Refuse(problem.Code);
            if (e is not ProblemException)
            {
                Log.Unexpected(logger, command.Verb, e);
            }

            reply = Reply(command, ReplyOutcome.Failed, [problem]);
        }

        audit.Append(Entry(command, MessageJson.KebabCase(reply.Outcome)) with { Code = reply.Problems?[0].Code });
        Log.Handled(logger, command.Verb, command.Officer!, MessageJson.KebabCase(reply.Outcome), reply.Problems?[0].Code ?? "");
        Finish(command, reply);
        mail.Answer($"reply/{command.Id}", ReplyType, reply);
    }

    private void Finish(Command command, ReplyMessage reply) => answers.Finish(command.Id, reply);

    private ReplyMessage Refuse(Command command, SignedMessage signed, Problem problem)
    {
        CountRefusal(problem, signed, command);
        var reply = Reply(command, ReplyOutcome.Refused, [problem]);
        mail.Answer($"reply/{command.Id}", ReplyType, reply);
        return reply;
    }

    private void CountRefusal(Problem problem, SignedMessage? signed, Command? command)
    {
        counts.Refuse(problem.Code);
        refusals.Add((command is null ? new AuditEntry("command", "refused") : Entry(command, "refused")) with
        {
            Issuer = signed?.Signer.Holder,
            Code = problem.Code,
        });
    }

    private static ReplyMessage Reply(Command command, ReplyOutcome outcome, ImmutableArray<Problem> problems) => new()
    {
        Jti = command.Id,
        Verb = command.Verb,
        Outcome = outcome,
        Problems = [.. problems.Select(problem => FaultHealth.From(problem))],
    };

    private static AuditEntry Entry(Command command, string outcome) => new("command", outcome)
    {
        Issuer = command.Issuer,
        Officer = command.Officer,
        Purpose = command.Purpose,
        CaseId = command.CaseId,
        Verb = command.Verb.Length <= 32 ? command.Verb : command.Verb[..32],
        Jti = command.Id,
        Subject = outcome == "begun" ? Short(command.Params?.GetRawText()) : null,
    };

    private static string? Short(string? text) => text is { Length: > 1000 } ? $"{text[..1000]}…" : text;

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Information, "command {Verb} of {Officer}: {Outcome} {Code}")]
        public static partial void Handled(ILogger logger, string verb, string officer, string outcome, string code);

        [LoggerMessage(2011, LogLevel.Error, "command {Verb} failed unexpectedly")]
        public static partial void Unexpected(ILogger logger, string verb, Exception exception);
    }
}
