namespace EdgeAgent.Contract;

/// <summary>The rules that no schema can say.</summary>
internal static class ContractText
{
    public const string Rules = """
        What one pole says and hears over MQTT 5. JSON messages are CloudEvents 1.0 in structured mode; signed messages are flattened JWS with
        ES256 (`application/jose+json`); stills and blocks are bytes. Members that are not known are to be passed over: a released schema only grows.
        What the pole sends takes no more values in an enumeration within a version; where more may come, it is a string whose description says so,
        and a consumer takes what it does not know there as unknown. A member without a value is absent, never null.

        **Session.** Clean start 0, session expiry 1 h, keep alive 30 s, packets of at most 256 KiB, QoS 1. Stills and blocks of clips go over a
        second connection, `{pole}-bulk`, with at most 4 blocks in flight. Consumers that scale out use shared subscriptions
        (`$share/center/safecity/v1/+/+/event/#`), never on `state`.

        **Presence.** The pole raises `epoch` on its disk before every CONNECT; will and birth carry it. A consumer drops lower epochs. Within one
        epoch, offline is final. Online is refreshed every 60 s and expires after 180 s.

        **Sequence.** A message of the log is (`log`, `severity`, `sequence`): numbers count from 1 without gaps, each severity for itself, and each
        is sent in order. Delivery is at least once: a consumer deduplicates by `id`. Another `log` is another storage, whose numbers begin anew.

        **Acknowledgement and replay.** PUBACK means that a broker has a message, not that the center has it. A required consumer that has stored
        messages says so in a signed `ack` with ranges; the command `replay` sends ranges again.

        **Clips.** The manifest comes first, then its blocks. The center asks for what it lacks with `get`, and says `done` with the hashes of the
        parts. Until then the manifest comes again, with the same signature, after 15 s doubling to 15 min. A pole that trusts a consumer's key takes a
        signed `done` alone.

        **Signatures.** `typ` in the header is the type of the message: what was signed as one kind is not valid as another. A broker credential alone
        moves nothing.
        """;
}
