using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Center;

/// <summary>Something that the center has learned. Notices come one at a time.</summary>
internal abstract record CenterNotice
{
    /// <summary>The listener is subscribed: from here on nothing is missed.</summary>
    public sealed record Listening : CenterNotice;

    /// <summary>There is no connection to the broker, or the disk refuses; the listener goes on trying.</summary>
    public sealed record Interrupted(Problem Problem) : CenterNotice;

    /// <summary>A pole came or went; stale news of it are left out.</summary>
    public sealed record State(PoleIdentity Pole, StateMessage Message) : CenterNotice;

    public sealed record Meta(PoleIdentity Pole, MetaMessage Message) : CenterNotice;

    public sealed record Health(PoleIdentity Pole, HealthMessage Message) : CenterNotice;

    /// <summary>An event, once however often it was sent.</summary>
    /// <param name="Pole">Whose.</param>
    /// <param name="Id">The CloudEvent's id.</param>
    /// <param name="Sequence">Its place in its stream of the pole's log, as 20 digits.</param>
    /// <param name="Mode">Only <c>operational</c> concerns the police.</param>
    /// <param name="Message">What happened.</param>
    public sealed record Event(PoleIdentity Pole, string Id, string? Sequence, string? Mode, EventMessage Message) : CenterNotice;

    /// <summary>A pole says what this will never get.</summary>
    public sealed record Gap(PoleIdentity Pole, GapMessage Message) : CenterNotice;

    /// <summary>The picture of an event's start, whose hash is the one that the event names.</summary>
    public sealed record Still(PoleIdentity Pole, Guid EventId, int SizeBytes, string? File) : CenterNotice;

    public sealed record ClipAnnounced(PoleIdentity Pole, ClipManifestMessage Manifest) : CenterNotice;

    public sealed record ClipProgress(PoleIdentity Pole, Guid ClipId, long ReceivedBlocks, long TotalBlocks) : CenterNotice;

    /// <summary>Every part is there and its hash is right.</summary>
    public sealed record ClipComplete(PoleIdentity Pole, ClipManifestMessage Manifest, IReadOnlyList<string> Files) : CenterNotice;

    /// <summary>A clip, or a part of it, was not accepted.</summary>
    /// <param name="Pole">Whose.</param>
    /// <param name="ClipId">Which.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Final">False where it is fetched again.</param>
    public sealed record ClipFailed(PoleIdentity Pole, Guid ClipId, string Reason, bool Final) : CenterNotice;

    /// <summary>A message that is not as the contract has it. It is counted and left out.</summary>
    public sealed record Malformed(string Topic, string Reason, long Count) : CenterNotice;
}
