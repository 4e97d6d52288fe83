using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Control.Audit;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Control;

/// <summary>The desk of one pole with one verb that counts, and whoever may talk to it.</summary>
internal sealed class SomeControl : IDisposable
{
    public const string Pole = "seoul/pole-7";

    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _directory;

    public SomeControl(string directory)
    {
        _directory = directory;
        Clock.Set(Noon - TimeSpan.FromSeconds(100), synchronised: true);
        var trust = new DevicePaths(directory).Trust;
        PrivateFile.Write(trust, JsonWebKeys.Write([Key.ToTrusted("operations", KeyRole.Operations), ConsumerKey.ToTrusted("center-1", KeyRole.Consumer)]));
        Intake = new SignedIntake(new TrustFile(trust), Pole);
        Open();
    }

    public SigningKey Key { get; } = SigningKey.Create("ops-1");

    public SigningKey ConsumerKey { get; } = SigningKey.Create("center-1");

    public ManualClock Clock { get; } = new();

    public FakeTimeProvider Time { get; } = new(Noon);

    public long Epoch { get; set; } = 7;

    public ControlCounts Counts { get; } = new();

    public StatusMail Mail { get; private set; } = new();

    public SignedIntake Intake { get; }

    public ControlStore Store { get; private set; } = null!;

    public AuditLog Audit { get; private set; } = null!;

    public RefusalAudit Refusals { get; private set; } = null!;

    public CountingVerb Verb { get; } = new("rebirth");

    public CountingVerb Personal { get; } = new("snapshot") { ConcernsPersons = true };

    public CommandDesk Desk { get; private set; } = null!;

    /// <summary>As after a restart of the process.</summary>
    public void Reopen()
    {
        Close();
        Open();
    }

    /// <summary>Claims that are right, changed by the test.</summary>
    public JsonObject Claims(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = "operations",
            ["aud"] = Pole,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = Noon.ToUnixTimeSeconds(),
            ["exp"] = Noon.ToUnixTimeSeconds() + 60,
            ["epoch"] = Epoch,
            ["verb"] = "rebirth",
            ["officer"] = "김경위",
            ["purpose"] = "test",
            ["caseId"] = "2026-0117",
        };
        change?.Invoke(claims);
        return claims;
    }

    public DownlinkMessage Command(Action<JsonObject>? change = null, string verb = "rebirth") => Command(Claims(change).ToJsonString(), verb);

    public DownlinkMessage Command(string payload, string verb = "rebirth") => Message(Sign(payload, CommandDesk.MessageType), "cmd", verb);

    public byte[] Sign(string payload, string type) => Jws.Sign(System.Text.Encoding.UTF8.GetBytes(payload), Key, type);

    public static DownlinkMessage Message(byte[] payload, params string[] below) => new(below, payload, Jws.ContentType, Retained: false);

    public Task Handle(DownlinkMessage message) => Desk.HandleAsync(message, TestContext.Current.CancellationToken);

    /// <summary>The answer that went out first, which is taken away; null for none.</summary>
    public ReplyMessage? Reply()
    {
        if (!Mail.TryPeek(out var answer))
        {
            return null;
        }

        Mail.Remove(answer);
        var reply = Assert.IsType<ReplyMessage>(answer.Data);
        Assert.Equal($"reply/{reply.Jti}", answer.Below);
        return reply;
    }

    public void Dispose()
    {
        Close();
        Key.Dispose();
        ConsumerKey.Dispose();
    }

    private void Open()
    {
        Mail = new StatusMail();
        Store = new ControlStore(_directory, NullLogger<ControlStore>.Instance);
        Audit = new AuditLog(_directory, Clock);
        Refusals = new RefusalAudit(Audit, Time);
        Desk = new CommandDesk(
            Intake, [Verb, Personal], new CommandCheck(() => Epoch, Clock), new AnswerBook(Store, Time), Audit, Refusals, Mail, Counts,
            NullLogger<CommandDesk>.Instance);
    }

    private void Close()
    {
        Desk.Dispose();
        Audit.Dispose();
        Store.Dispose();
    }

    internal sealed class CountingVerb(string name) : IVerb
    {
        public int Runs { get; private set; }

        public string Name => name;

        public bool ConcernsPersons { get; init; }

        public Task<object?> RunAsync(Command command, CancellationToken cancellationToken)
        {
            var read = new ParamsReader(command);
            var number = read.Number("number", 0, 9);
            read.Done();
            Runs++;
            return Task.FromResult<object?>(number is null ? null : JsonSerializer.SerializeToElement(new { runs = Runs }));
        }
    }
}
