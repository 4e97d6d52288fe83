using System.Collections.Immutable;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Contract;

/// <summary>Every kind of message of the contract. All go at QoS 1.</summary>
internal static class Messages
{
    private const EnvelopeMembers Place = EnvelopeMembers.Mode | EnvelopeMembers.Severity | EnvelopeMembers.Sequence;

    public static ContractMessage Event { get; } = new()
    {
        Name = "event", Topic = "event/{camera}/{type}", Form = MessageForm.CloudEvent, FromPole = true, Body = typeof(EventMessage),
        Members = Place | EnvelopeMembers.Camera | EnvelopeMembers.Subject | EnvelopeMembers.Recipients, Expiry = TimeSpan.FromHours(24), Title = "Event",
        Description = "One phase of an event, on its way from `start` over `update` to `end`; all have the event's id. Each type and phase has a schema of its own.",
    };

    public static ImmutableArray<ContractMessage> All { get; } =
    [
        Up("state", "state", typeof(StateMessage), "Presence", "Whether the pole is there: birth, refreshed every 60 s; the farewell; and the will, 15 s after a connection is lost. Online expires after 180 s, offline never.", retained: true, TimeSpan.FromSeconds(180)),
        Up("meta", "meta", typeof(MetaMessage), "What the pole is", "With every connection, and when it has changed.", retained: true),
        Up("health", "health", typeof(HealthMessage), "How the pole is", "Every 60 s, and when a fault comes or goes, at most every 5 s.", retained: true, TimeSpan.FromSeconds(180)),
        Event,
        new()
        {
            Name = "gap", Topic = "gap", Form = MessageForm.CloudEvent, FromPole = true, Body = typeof(GapMessage), Members = Place,
            Expiry = TimeSpan.FromHours(24), Title = "Gap", Description = "What the center will never get, and why; itself sequenced.",
        },
        Bytes("still", "still/{event}", "image/jpeg", "Still", "JPEG of at most 60 KB of a warning or critical start, with its box. The start names its hash as `stillSha256`; user properties: `sha256`, `mode`.", TimeSpan.FromHours(24), PersonalRetention.Events),
        new()
        {
            Name = "clip.manifest", Topic = "clip/{clip}/manifest", Form = MessageForm.Signed, FromPole = true, Body = typeof(ClipManifestMessage),
            Members = Place, MediaType = Identity.Jws.ContentType, SignedType = ClipSealer.Type, Expiry = TimeSpan.FromHours(24), Title = "Manifest of a clip",
            Description = "What a clip shows, its parts and their hashes. Signed with the key of the pole; its place in the log stands beside what is signed. It comes again as a reminder until `get` or `done` answers it.",
        },
        Bytes("clip.block", "clip/{clip}/block/{part}/{n}", "video/mp4", "Block of a clip", "64 KiB of a part, the last one less, from byte `n` × 65,536 on; user property: `sha256` of the block.", TimeSpan.FromHours(1), PersonalRetention.Recordings),
        Up("reply", "reply/{jti}", typeof(ReplyMessage), "Reply", "The answer to one command.", retained: false, TimeSpan.FromMinutes(5)),
        Up("orders.status", "orders/status", typeof(OrdersStatusMessage), "Search orders in force", "Which version is in force, and why orders are not.", retained: true),
        Up("config.status", "config/status", typeof(ConfigStatusMessage), "Configuration in force", "Which version is in force, and why another is not.", retained: true),
        Down("clip.get", "clip/{clip}/get", typeof(ClipGetMessage), "Missing blocks", "The center lacks blocks of a clip."),
        Down("clip.done", "clip/{clip}/done", typeof(ClipDoneMessage), "Clip received, unsigned", "The center has the whole clip. It counts at poles that trust no consumer's key."),
        Signed("clip.done.signed", "clip/{clip}/done", typeof(ClipDoneMessage), "Clip received, signed", "The same by a consumer, whose role the key must have; a pole that trusts a consumer's key takes no other. `typ` is `edgeagent.clip.done.v1`.", retained: false),
        Signed("command", "cmd/{verb}", typeof(CommandClaims), "Command", "One request; never retained. What cannot be shown to come from a trusted key is not answered.", retained: false, TimeSpan.FromSeconds(300)),
        Signed("orders", "orders/desired", typeof(OrdersClaims), "Search orders wanted", "The full set of live search orders, signed and versioned.", retained: true),
        Signed("config", "config/desired", typeof(ConfigClaims), "Configuration wanted", "Signed and versioned. Connection settings that do not reach the center within five minutes are taken back.", retained: true),
        Signed("ack", "ack", typeof(AckMessage), "Acknowledgement", "What a required consumer has stored: it is not sent again.", retained: false),
    ];

    private static ContractMessage Up(string name, string topic, Type body, string title, string description, bool retained, TimeSpan? expiry = null) => new()
    {
        Name = name, Topic = topic, Form = MessageForm.CloudEvent, FromPole = true, Body = body, Members = EnvelopeMembers.Mode,
        Retained = retained, Expiry = expiry, Title = title, Description = description,
    };

    private static ContractMessage Down(string name, string topic, Type body, string title, string description) => new()
    {
        Name = name, Topic = topic, Form = MessageForm.CloudEvent, FromPole = false, Body = body, Title = title, Description = description,
    };

    private static ContractMessage Signed(string name, string topic, Type body, string title, string description, bool retained, TimeSpan? expiry = null) => new()
    {
        Name = name, Topic = topic, Form = MessageForm.Signed, FromPole = false, Body = body, Retained = retained, Expiry = expiry,
        Title = title, Description = description, MediaType = Identity.Jws.ContentType,
        SignedType = name == "clip.done.signed" ? ClipTerms.DoneType : $"edgeagent.{name}.v1",
    };

    private static ContractMessage Bytes(
        string name, string topic, string mediaType, string title, string description, TimeSpan expiry, PersonalRetention retention) => new()
    {
        Name = name, Topic = topic, Form = MessageForm.Binary, FromPole = true, MediaType = mediaType, Expiry = expiry, Title = title,
        Description = description, Personal = new PersonalAttribute(PersonalPurpose.Evidence, retention),
    };
}
