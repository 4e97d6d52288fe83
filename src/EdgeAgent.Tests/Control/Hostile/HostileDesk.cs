using System.Text.Json.Nodes;
using EdgeAgent.Control.Desired;
using EdgeAgent.Control.Verbs;
using EdgeAgent.Diagnostics;
using EdgeAgent.Domain;
using EdgeAgent.Hosting;
using EdgeAgent.Hosting.Configuration;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using EdgeAgent.Pipeline;
using EdgeAgent.Recording;
using EdgeAgent.Recording.Disk;
using EdgeAgent.Recording.Holds;
using EdgeAgent.Search.Orders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Control.Hostile;

/// <summary>Everything that hears the center, with the real verbs, on a pole without cameras; and somebody with a stolen key who sends broken things.</summary>
internal sealed class HostileDesk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SomeControl _pole;
    private readonly ConfigurationFolder _folder = new();
    private readonly SharedModel _model;
    private readonly CameraFleet _fleet;
    private readonly CommandDesk _desk;
    private readonly SignedOrders _orders;
    private readonly DesiredConfiguration _configuration;
    private readonly AcknowledgementIntake _acknowledgements;
    private readonly OrderBook _book;

    public HostileDesk()
    {
        _pole = new SomeControl(_directory.Path);
        var snapshot = _folder.Load();
        _model = new SharedModel(snapshot.Options.Model);
        _fleet = new CameraFleet(_ => throw new InvalidOperationException("no camera begins here"), _ => { });
        var running = new PoleInForce(snapshot, _fleet, _model);
        var mode = new ModeKeeper(_pole.Store, PoleMode.Operational, _pole.Time);
        SegmentSearch nothing = (_, _, _) => [];
        _desk = new CommandDesk(
            _pole.Intake,
            [
                new SearchVerb(_ => [], _pole.Time),
                new SnapshotVerb(running, _pole.Clock, _pole.Time),
                new ClipVerb(running, new RangeCutter(nothing, _pole.Time), null!, _directory["clips"], _pole.Time),
                new HoldVerb(running, new HoldBook(_directory.Path, SystemDisk.Instance, _pole.Time), nothing, 0),
                new VerdictVerb(new VerdictSink(new CollectedEvents()), _ => null, _pole.Clock),
                new ReplayVerb(ranges => new ReplayAnswer(0, [.. ranges])),
                new RebirthVerb(running),
                new RestartCameraVerb(running),
                new ModeVerb(mode),
                new LogLevelVerb(new LogLevelKeeper(new LogLevelSwitch(LogLevel.Information), _pole.Time)),
                new AuditVerb(_pole.Audit),
                new OutputVerb(),
            ],
            new CommandCheck(() => _pole.Epoch, _pole.Clock), new AnswerBook(_pole.Store, _pole.Time), _pole.Audit, _pole.Refusals, _pole.Mail, _pole.Counts,
            NullLogger<CommandDesk>.Instance);
        _book = new OrderBook(_pole.Clock, NullLogger.Instance);
        _orders = new SignedOrders(_pole.Intake, _pole.Store, _pole.Audit, _pole.Refusals, _pole.Counts, _pole.Time) { Book = _book };
        _configuration = new DesiredConfiguration(
            _pole.Intake, new CheckedOnly(running), new ConfigFiles(_directory.Path), _pole.Audit, _pole.Refusals, _pole.Counts, _pole.Mail, _pole.Time,
            NullLogger<DesiredConfiguration>.Instance);
        _acknowledgements = new AcknowledgementIntake(_pole.Intake, (_, _, _) => null, _pole.Refusals, _pole.Counts);
    }

    public ControlHealth Health => _pole.Counts.Health;

    /// <summary>Sends one broken thing; its seed says which.</summary>
    /// <exception cref="InvalidOperationException">Something that nobody foresaw came out of it.</exception>
    public async Task TryAsync(int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        _pole.Time.Advance(TimeSpan.FromSeconds(1));
        _pole.Clock.Now += TimeSpan.FromSeconds(1);
        switch (random.Next(10))
        {
            case 0:
                _orders.Handle(Broken(random, Orders(seed), SignedOrders.MessageType, _pole.Key, "orders", "desired"));
                if (_orders.Poll() is { } set)
                {
                    _book.Take(set);
                }

                break;
            case 1:
                await _configuration.HandleAsync(Broken(random, Configuration(seed), DesiredConfiguration.MessageType, _pole.Key, "config", "desired"), cancellationToken);
                break;
            case 2:
                await _acknowledgements.HandleAsync(Broken(random, Acknowledgement(), AcknowledgementIntake.MessageType, _pole.ConsumerKey, "ack"), cancellationToken);
                break;
            default:
                var (verb, claims) = Command(random);
                await _desk.HandleAsync(Broken(random, claims, CommandDesk.MessageType, _pole.Key, "cmd", verb), cancellationToken);
                await _desk.Idle;
                break;
        }

        for (; _pole.Mail.TryPeek(out var answer); _pole.Mail.Remove(answer))
        {
            if (((ReplyMessage)answer.Data).Problems is [{ Code: "agent/unexpected" } problem, ..])
            {
                throw new InvalidOperationException($"seed {seed}: {problem.Message}");
            }
        }
    }

    public void Dispose()
    {
        _desk.Dispose();
        _configuration.Dispose();
        _fleet.Dispose();
        _model.Dispose();
        _folder.Dispose();
        _pole.Dispose();
        _directory.Dispose();
    }

    private static DownlinkMessage Broken(Random random, JsonObject claims, string type, SigningKey key, params string[] below)
    {
        var payload = random.Next(6) switch
        {
            0 => Mutation.OfBytes(Mutation.Utf8(claims.ToJsonString()), random),
            1 => Mutation.Utf8(Mutation.Twice(claims, random)),
            2 or 3 => Mutation.Utf8(Mutation.OfValue(claims, random)),
            _ => Mutation.Utf8(claims.ToJsonString()),
        };
        var message = Jws.Sign(payload, key, type);
        return SomeControl.Message(random.Next(4) == 0 ? Mutation.OfBytes(message, random) : message, below);
    }

    private (string Verb, JsonObject Claims) Command(Random random)
    {
        var (verb, given) = random.Next(12) switch
        {
            0 => ("search", """{"since":"2026-06-01T11:00:00Z","until":"2026-06-01T12:00:00Z","camera":"gate","top":["red","orange"],"bottom":"blue","age":"child","alone":true,"with":"dog","heading":"left","leastScore":0.5,"limit":9}"""),
            1 => ("snapshot", """{"camera":"gate"}"""),
            2 => ("clip", """{"camera":"gate","from":"2026-06-01T11:00:00Z","to":"2026-06-01T11:05:00Z"}"""),
            3 => ("hold", """{"camera":"gate","from":"2026-06-01T11:00:00Z","to":"2026-06-01T11:05:00Z","until":"2027-06-01T11:05:00Z"}"""),
            4 => ("hold", """{"release":"01a20711-d2c4-7f02-9514-97938a381483"}"""),
            5 => ("verdict", """{"eventId":"01a20711-d2c4-7f02-9514-97938a381483","verdict":"confirmed"}"""),
            6 => ("replay", """{"ranges":[{"stream":"warning","from":1,"to":9},{"stream":"info","from":3,"to":3}]}"""),
            7 => ("mode", """{"mode":"maintenance","minutes":60}"""),
            8 => ("log-level", """{"level":"debug","minutes":60}"""),
            9 => ("audit", """{"after":3,"limit":9}"""),
            10 => ("restart-camera", """{"camera":"gate"}"""),
            _ => ("output", """{"name":"beacon","on":true}"""),
        };
        var now = _pole.Clock.ToUtc(_pole.Clock.Now).Value.ToUnixTimeSeconds();
        return (verb, _pole.Claims(claims =>
        {
            (claims["verb"], claims["params"]) = (verb, JsonNode.Parse(given));
            (claims["iat"], claims["exp"]) = (now, now + 60);
        }));
    }

    private static JsonObject Orders(int seed) => new()
    {
        ["iss"] = "operations",
        ["aud"] = SomeControl.Pole,
        ["version"] = seed,
        ["orders"] = JsonNode.Parse("""[{"id":"jacket","case":"1","officer":"kim","purpose":"child","since":"2026-06-01T11:00:00Z","until":"2026-06-02T11:00:00Z","cameras":["gate"],"leastScore":0.7,"top":"red","bottom":["blue","black"],"age":"child"}]"""),
    };

    private static JsonObject Configuration(int seed) => new()
    {
        ["iss"] = "operations",
        ["aud"] = SomeControl.Pole,
        ["version"] = seed,
        ["settings"] = JsonNode.Parse("""{"site":{"timeZone":"Asia/Seoul"},"model":{"scoreThreshold":0.4},"cameras":[{"id":"gate","zones":[{"id":"lawn","name":"잔디밭","polygon":[[0,0],[1,0],[1,1]]}],"lines":[{"id":"door","start":[0,0],"end":[1,1]}],"rules":[{"type":"intrusion","id":"r1","zone":"lawn"}]}]}"""),
    };

    private static JsonObject Acknowledgement() => new()
    {
        ["aud"] = SomeControl.Pole,
        ["log"] = "01a20711-d2c4-7f02-9514-97938a381483",
        ["consumer"] = "center-1",
        ["ranges"] = JsonNode.Parse("""[{"stream":"warning","from":1,"to":9}]"""),
    };

    /// <summary>What is right would begin cameras.</summary>
    private sealed class CheckedOnly(PoleInForce pole) : IConfigurable
    {
        public bool IsConnected => true;

        public bool NeedsConsumer => false;

        public (IReadOnlyList<Problem> Problems, bool ChangesConnection) Check(byte[]? settings) => pole.Check(settings);

        public Task ApplyAsync(byte[]? settings, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
