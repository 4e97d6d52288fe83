using EdgeAgent.Control;
using EdgeAgent.Control.Audit;
using EdgeAgent.Control.Desired;
using EdgeAgent.Control.Verbs;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Recording;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Search.Sightings;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hosting;

/// <summary>Puts together what hears the center: first what remembers, then, when the pole stands, what acts.</summary>
internal sealed class ControlRoom : IDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly IMediaClock _clock;
    private readonly TimeProvider _time;
    private readonly ControlStore _store;
    private readonly AuditLog _audit;
    private readonly RefusalAudit _refusals;
    private readonly ControlCounts _counts = new();
    private readonly TrustFile _trust;
    private readonly SignedIntake _intake;
    private readonly LogLevelKeeper _logLevel;
    private readonly string _dataDirectory;
    private DesiredConfiguration? _configuration;
    private CommandDesk? _desk;
    private ControlInbox? _inbox;

    public ControlRoom(
        AgentOptions options, TrustFile trust, IEventSink events, IMediaClock clock, TimeProvider time, LogLevelSwitch levels, ILoggerFactory loggers)
    {
        (_clock, _time, _loggers, _dataDirectory) = (clock, time, loggers, options.DataDirectory);
        _store = new ControlStore(options.DataDirectory, loggers.CreateLogger<ControlStore>());
        _audit = new AuditLog(options.DataDirectory, clock);
        _refusals = new RefusalAudit(_audit, time);
        _trust = trust;
        _intake = new SignedIntake(_trust, $"{options.City}/{options.Pole}");
        _logLevel = new LogLevelKeeper(levels, time);
        Mode = new ModeKeeper(_store, options.Mode, time);
        Orders = new SignedOrders(_intake, _store, _audit, _refusals, _counts, time) { IsOverruled = options.Orders.File is not null };
        Verdicts = new VerdictSink(events);
    }

    public ModeKeeper Mode { get; }

    /// <summary>Where the center's orders come from.</summary>
    public SignedOrders Orders { get; }

    /// <summary>What stands between whoever raises events and the outbox.</summary>
    public VerdictSink Verdicts { get; }

    /// <summary>What goes up beside the outbox.</summary>
    public StatusMail Mail { get; } = new();

    /// <summary>Null before <see cref="Open"/>.</summary>
    public ICommandSink? Inbox => _inbox;

    public ControlHealth Health => _counts.Health;

    public IEnumerable<Problem> Faults => new[] { _store.Fault, _audit.Fault, _trust.Fault }.OfType<Problem>();

    /// <summary>From here on the center is heard.</summary>
    public void Open(PoleInForce pole, OutboxLog outbox, OrderService orders, RecordingService recording, SightingsIndex sightings)
    {
        var options = pole.Configuration.Options;
        Orders.Book = orders.Book;
        Orders.Changed += TellOrders;
        orders.Changed += TellOrders;
        TellOrders();
        _configuration = new DesiredConfiguration(
            _intake, pole, new ConfigFiles(_dataDirectory), _audit, _refusals, _counts, Mail, _time, _loggers.CreateLogger<DesiredConfiguration>());
        SegmentSearch segments = recording.Store.Index.Find;
        _desk = new CommandDesk(
            _intake,
            [
                new SearchVerb(sightings.Search, _time),
                new SnapshotVerb(pole, _clock, _time),
                new ClipVerb(pole, new RangeCutter(segments, _time), outbox, DataPaths.Clips(_dataDirectory), _time),
                new HoldVerb(pole, new HoldBook(DataPaths.Recordings(options), SystemDisk.Instance, _time), segments, options.Recording.HoldMaximumBytes),
                new VerdictVerb(Verdicts, outbox.FindEvent, _clock),
                new ReplayVerb(outbox.Replay),
                new RebirthVerb(pole),
                new RestartCameraVerb(pole),
                new ModeVerb(Mode),
                new LogLevelVerb(_logLevel),
                new AuditVerb(_audit),
                new OutputVerb(),
            ],
            new CommandCheck(() => pole.Uplink?.Epoch ?? 0, _clock),
            new AnswerBook(_store, _time),
            _audit,
            _refusals,
            Mail,
            _counts,
            _loggers.CreateLogger<CommandDesk>());
        _inbox = new ControlInbox(
            _desk.HandleAsync, DesiredAsync, new AcknowledgementIntake(_intake, outbox.Acknowledge, _refusals, _counts).HandleAsync, _counts, _refusals, _time, _loggers.CreateLogger<ControlInbox>());

        void TellOrders() => Mail.Keep("orders/status", SignedOrders.StatusType, OrdersStatus.Of(orders.Book, Orders.Problem));
    }

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_inbox!.RunAsync(cancellationToken), TurnAsync(cancellationToken));
        await _desk!.Idle;
    }

    public void Dispose()
    {
        _desk?.Dispose();
        _configuration?.Dispose();
        _audit.Dispose();
        _store.Dispose();
    }

    private Task DesiredAsync(DownlinkMessage message, CancellationToken cancellationToken)
    {
        if (message.Below[0] == "config")
        {
            return _configuration!.HandleAsync(message, cancellationToken);
        }

        Orders.Handle(message);
        return Task.CompletedTask;
    }

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Mode.Turn();
                _logLevel.Turn();
                _refusals.Turn();
                await _configuration!.TurnAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
        }
    }
}
