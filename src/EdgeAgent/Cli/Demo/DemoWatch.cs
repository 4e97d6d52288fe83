using System.Collections.Concurrent;
using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Demo;

/// <summary>What the center has heard so far, as conditions to wait for.</summary>
internal sealed class DemoWatch(DemoConsole console, TimeProvider time)
{
    private readonly TaskCompletionSource _listening = New();
    private readonly TaskCompletionSource _online = New();
    private readonly TaskCompletionSource<EventMessage> _alert = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = New();
    private readonly TaskCompletionSource<CenterNotice.ClipComplete> _clip = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<(EventMessage Message, DateTimeOffset Arrived)> _matches = [];
    private readonly TaskCompletionSource<EventMessage> _match = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _matchEnded = New();
    private readonly TaskCompletionSource<CenterNotice.ClipComplete> _matchClip = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Listening => _listening.Task;

    public Task Online => _online.Task;

    /// <summary>The first intrusion that starts.</summary>
    public Task<EventMessage> Alert => _alert.Task;

    public Task Ended => _ended.Task;

    /// <summary>Called on the listener's thread when some of a clip's blocks have come and not all; what it does happens in the middle of the clip.</summary>
    public Action<CenterNotice.ClipProgress>? InMidClip { get; set; }

    /// <summary>The clip of <see cref="Alert"/>, whole and with the right hash.</summary>
    public Task<CenterNotice.ClipComplete> Clip => _clip.Task;

    /// <summary>Every match that has started, and when its message came.</summary>
    public IReadOnlyList<(EventMessage Message, DateTimeOffset Arrived)> Matches => [.. _matches];

    /// <summary>The first match that starts.</summary>
    public Task<EventMessage> Match => _match.Task;

    public Task MatchEnded => _matchEnded.Task;

    /// <summary>The clip of <see cref="Match"/>.</summary>
    public Task<CenterNotice.ClipComplete> MatchClip => _matchClip.Task;

    public void Take(CenterNotice notice)
    {
        if (NoticeText.Of(notice) is { } text)
        {
            console.Say("center", text);
        }

        switch (notice)
        {
            case CenterNotice.Listening:
                _listening.TrySetResult();
                break;
            case CenterNotice.State { Message.Online: true }:
                _online.TrySetResult();
                break;
            case CenterNotice.Event { Message: { Type: EventTypes.Intrusion, Phase: EventPhase.Start } start }:
                _alert.TrySetResult(start);
                break;
            case CenterNotice.Event { Message: { Type: EventTypes.SearchMatch, Phase: EventPhase.Start } match }:
                _matches.Enqueue((match, time.GetUtcNow()));
                _match.TrySetResult(match);
                break;
            case CenterNotice.Event { Message: { Phase: EventPhase.End } end } when IsOf(_match.Task, end.EventId):
                _matchEnded.TrySetResult();
                break;
            case CenterNotice.Event { Message: { Phase: EventPhase.End } end } when IsOf(_alert.Task, end.EventId):
                _ended.TrySetResult();
                break;
            case CenterNotice.ClipProgress { ReceivedBlocks: > 0 } progress when progress.ReceivedBlocks < progress.TotalBlocks:
                InMidClip?.Invoke(progress);
                break;
            case CenterNotice.ClipComplete complete when IsOf(_alert.Task, complete.Manifest.EventId):
                _clip.TrySetResult(complete);
                break;
            case CenterNotice.ClipComplete complete when IsOf(_match.Task, complete.Manifest.EventId):
                _matchClip.TrySetResult(complete);
                break;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsOf(Task<EventMessage> told, Guid? eventId) => told.IsCompletedSuccessfully && told.Result.EventId == eventId;
}
