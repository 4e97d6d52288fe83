using System.Collections.Immutable;
using EdgeAgent.Control;
using EdgeAgent.Control.Audit;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Cli.Simulation;

/// <summary>What a pole without cameras hears of the center: acknowledgements, judged as the agent does it; commands it has no hands for.</summary>
internal sealed class SimulatedControl : ICommandSink, IDisposable
{
    private readonly ControlCounts _counts = new();
    private readonly AuditLog _audit;
    private readonly ControlInbox _inbox;

    public SimulatedControl(string dataDirectory, PoleIdentity pole, OutboxLog outbox, IMediaClock clock, TimeProvider time, ILoggerFactory loggers)
    {
        _audit = new AuditLog(dataDirectory, clock);
        var refusals = new RefusalAudit(_audit, time);
        var intake = new SignedIntake(new TrustFile(new DevicePaths(dataDirectory).Trust), pole.ToString());
        _inbox = new ControlInbox(
            (_, _) => Task.CompletedTask, (_, _) => Task.CompletedTask, new AcknowledgementIntake(intake, outbox.Acknowledge, refusals, _counts).HandleAsync,
            _counts, refusals, time, loggers.CreateLogger<ControlInbox>());
    }

    public ImmutableArray<string> Filters => ["ack"];

    public ControlHealth Health => _counts.Health;

    public void Receive(DownlinkMessage message) => _inbox.Receive(message);

    /// <summary>Works until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _inbox.RunAsync(cancellationToken);

    public void Dispose() => _audit.Dispose();
}
