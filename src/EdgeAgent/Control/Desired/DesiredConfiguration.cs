using System.Text;
using System.Text.Json;
using EdgeAgent.Control.Audit;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Control.Desired;

/// <summary>
/// The configuration that the center wants. Settings that change how the center is reached are on trial: where the pole does not reach it with
/// them within five minutes, which go on through a restart, they are taken back.
/// </summary>
internal sealed partial class DesiredConfiguration : IDisposable
{
    public const string MessageType = "edgeagent.config.v1";
    public const string StatusType = "edgeagent.config.status.v1";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string StatusTopic = "config/status";

    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(15);

    private readonly SignedIntake _intake;
    private readonly IConfigurable _pole;
    private readonly ConfigFiles _files;
    private readonly AuditLog _audit;
    private readonly RefusalAudit _refusals;
    private readonly ControlCounts _counts;
    private readonly StatusMail _mail;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _gate = new(1);
    private ConfigRecord _record;
    private Countdown? _trial;
    private volatile bool _heard;

    public DesiredConfiguration(
        SignedIntake intake, IConfigurable pole, ConfigFiles files, AuditLog audit, RefusalAudit refusals, ControlCounts counts, StatusMail mail,
        TimeProvider time, ILogger<DesiredConfiguration> logger)
    {
        (_intake, _pole, _files, _audit, _refusals, _counts, _mail, _time, _logger) =
            (intake, pole, files, audit, refusals, counts, mail, time, logger);
        _record = files.ReadRecord();
        if (_record is { State: ConfigState.Trial } && HashOf(files.ReadRemote()) != _record.TrialHash)
        {
            // It was cut short before the settings were written: they never were in force.
            _record = _record with { State = ConfigState.Applied, Version = _record.PreviousVersion, Seen = _record.PreviousVersion, SeenHash = null };
        }

        if (_record.State == ConfigState.Trial)
        {
            _trial = new Countdown(TimeSpan.FromSeconds(Math.Min(_record.TrialSeconds ?? 0, Patience.TotalSeconds)), time);
        }

        intake.Heard += () => _heard = true;
        Tell();
    }

    /// <param name="message">Of <c>config/desired</c>.</param>
    /// <param name="cancellationToken">The agent stops.</param>
    public async Task HandleAsync(DownlinkMessage message, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var state = DesiredState.Read(_intake, message, MessageType, out var refusal);
            if (state is null)
            {
                Count(state, refusal!);
                return;
            }

            if (state.Version == _record.Seen && state.Hash == _record.SeenHash && _record.State != ConfigState.Refused)
            {
                // The broker says it again with every connection, and whoever publishes it again wants to know.
                Tell();
                return;
            }

            await TakeAsync(state, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends a trial, one way or the other. To be called every second.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        if (_trial is null)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_trial is not { } trial)
            {
                return;
            }

            if (_pole.IsConnected && (_heard || !_pole.NeedsConsumer))
            {
                _trial = null;
                Keep(_record with { State = ConfigState.Applied, TrialSeconds = null, TrialHash = null });
                Write(new AuditEntry("config", "confirmed") { Version = _record.Version });
            }
            else if (trial.IsOver)
            {
                await TakeBackAsync(cancellationToken);
            }
            else if (_record.TrialSeconds - trial.Left.TotalSeconds >= WriteInterval.TotalSeconds)
            {
                Keep(_record with { TrialSeconds = trial.Left.TotalSeconds }, isNews: false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task TakeAsync(DesiredState state, CancellationToken cancellationToken)
    {
        if (state.CheckVersion(_record.Seen, _record.SeenHash) is { } wrong)
        {
            Refuse(state, [wrong]);
            return;
        }

        if (!state.Claims.TryGetProperty("settings", out var settings) || settings.ValueKind != JsonValueKind.Object)
        {
            Refuse(state, [DesiredProblems.NoSettings()]);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(settings.GetRawText());
        var (problems, changesConnection) = _pole.Check(bytes);
        if (problems.Count > 0)
        {
            Refuse(state, problems);
            return;
        }

        var isTrial = changesConnection || _trial is not null;
        var record = new ConfigRecord
        {
            Version = state.Version,
            State = isTrial ? ConfigState.Trial : ConfigState.Applied,
            Seen = state.Version,
            SeenHash = state.Hash,
            TrialSeconds = isTrial ? Patience.TotalSeconds : null,
            TrialHash = isTrial ? HashOf(bytes) : null,
            PreviousVersion = _trial is null ? _record.Version : _record.PreviousVersion,
        };
        try
        {
            // While one is on trial, what was before it is what it falls back to.
            if (_trial is null)
            {
                _files.WritePrevious(_files.ReadRemote());
            }

            if (isTrial)
            {
                _files.WriteRecord(record);
            }

            _files.WriteRemote(bytes);
            _files.WriteRecord(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Refuse(state, [DesiredProblems.NotKept(e)]);
            return;
        }

        _counts.Accept();
        Write(new AuditEntry("config", isTrial ? "trial" : "applied")
        {
            Issuer = state.Issuer,
            Officer = state.Claims.Text("officer"),
            Purpose = state.Claims.Text("purpose"),
            Version = state.Version,
        });
        _record = record;
        await _pole.ApplyAsync(bytes, cancellationToken);
        _heard = false;
        _trial = isTrial ? new Countdown(Patience, _time) : null;
        Log.Applied(_logger, state.Version, isTrial ? "on trial" : "in force");
        Tell();
    }

    private async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        var (failed, previous) = (_record.Version, _files.ReadPrevious());
        _trial = null;
        var record = _record with
        {
            Version = _record.PreviousVersion,
            State = ConfigState.TakenBack,
            RefusedVersion = failed,
            Problems = [FaultHealth.From(DesiredProblems.NotReached(Patience))],
            TrialSeconds = null,
            TrialHash = null,
        };
        try
        {
            _files.WriteRemote(previous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The pole goes back all the same; after a restart the trial fails once more.
            Log.NotKept(_logger, e.Message);
        }

        Keep(record);
        Write(new AuditEntry("config", "taken-back") { Version = failed, Code = record.Problems[0].Code });
        Log.TakenBack(_logger, failed, record.Version);
        await _pole.ApplyAsync(previous, cancellationToken);
    }

    private void Refuse(DesiredState state, IReadOnlyList<Problem> problems)
    {
        Count(state, problems[0]);
        Keep(_record with
        {
            // What was taken back, or is on trial, is still what the center has to know.
            State = _trial is null && _record.State != ConfigState.TakenBack ? ConfigState.Refused : _record.State,
            RefusedVersion = state.Version,
            Problems = [.. problems.Take(50).Select(problem => FaultHealth.From(problem))],
        });
    }

    private void Count(DesiredState? state, Problem problem)
    {
        _counts.Refuse(problem.Code);
        _refusals.Add(new AuditEntry("config", "refused") { Issuer = state?.Issuer, Version = state?.Version, Code = problem.Code });
    }

    private void Keep(ConfigRecord record, bool isNews = true)
    {
        _record = record;
        try
        {
            _files.WriteRecord(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotKept(_logger, e.Message);
        }

        if (isNews)
        {
            Tell();
        }
    }

    private void Write(AuditEntry entry) => _audit.Append(entry);

    private void Tell() => _mail.Keep(StatusTopic, StatusType, new ConfigStatusMessage
    {
        Version = _record.Version,
        State = _record.State,
        RefusedVersion = _record.RefusedVersion,
        Problems = _record.Problems,
        Settings = _files.ReadRemote() is { } bytes ? StrictJson.Parse(bytes, out _) : null,
    });

    private static string HashOf(byte[]? settings) => AuditChain.HashOf(settings);

    private static partial class Log
    {
        [LoggerMessage(2030, LogLevel.Information, "version {Version} of the center's configuration is {How}")]
        public static partial void Applied(ILogger logger, long version, string how);

        [LoggerMessage(2031, LogLevel.Warning, "version {Version} of the center's configuration is taken back: the center was not reached with it. Version {Previous} counts again")]
        public static partial void TakenBack(ILogger logger, long version, long previous);

        [LoggerMessage(2032, LogLevel.Error, "how the center's configuration stands is not kept: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
