using EdgeAgent.Center;
using EdgeAgent.Cli.Center;
using EdgeAgent.Domain;
using EdgeAgent.Messaging;

namespace EdgeAgent.Cli.Demo;

/// <summary>What the center has heard so far, as conditions to wait for.</summary>
internal sealed class DemoWatch(DemoConsole console)
{
    private readonly TaskCompletionSource _listening = New();
    private readonly TaskCompletionSource _online = New();
    private readonly TaskCompletionSource<EventMessage> _alert = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = New();
    private readonly TaskCompletionSource<CenterNotice.ClipComplete> _clip = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Listening => _listening.Task;

    public Task Online => _online.Task;

    /// <summary>The first intrusion that starts.</summary>
    public Task<EventMessage> Alert => _alert.Task;

    public Task Ended => _ended.Task;

    /// <summary>Called on the listener's thread when some of a clip's blocks have come and not all; what it does happens in the middle of the clip.</summary>
    public Action<CenterNotice.ClipProgress>? InMidClip { get; set; }

    /// <summary>The clip of <see cref="Alert"/>, whole and with the right hash.</summary>
    public Task<CenterNotice.ClipComplete> Clip => _clip.Task;

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
            case CenterNotice.Event { Message: { Phase: EventPhase.End } end } when IsOfAlert(end.EventId):
                _ended.TrySetResult();
                break;
            case CenterNotice.ClipProgress { ReceivedBlocks: > 0 } progress when progress.ReceivedBlocks < progress.TotalBlocks:
                InMidClip?.Invoke(progress);
                break;
            case CenterNotice.ClipComplete complete when IsOfAlert(complete.Manifest.EventId):
                _clip.TrySetResult(complete);
                break;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsOfAlert(Guid? eventId) => _alert.Task.IsCompletedSuccessfully && _alert.Task.Result.EventId == eventId;
}
