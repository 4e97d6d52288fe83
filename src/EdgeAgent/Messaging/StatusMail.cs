using System.Collections.Concurrent;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

/// <summary>
/// What goes up beside the outbox: answers to commands, each once, and retained statuses, the last of each, with every connection again.
/// </summary>
internal sealed class StatusMail
{
    /// <summary>Answers that wait for a connection; the oldest gives way, since whoever asked has stopped waiting.</summary>
    private const int MostAnswers = 256;

    private readonly ConcurrentQueue<StatusMessage> _answers = new();
    private readonly ConcurrentDictionary<string, StatusMessage> _kept = new();
    private readonly Signal _changed = new();
    private long _dropped;

    /// <summary>Answers that gave way before they were sent.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Completes at the next change: take it before reading.</summary>
    public Task Changed => _changed.Next;

    /// <summary>The last status of every topic.</summary>
    public IReadOnlyCollection<StatusMessage> Kept => [.. _kept.Values];

    /// <summary>Sends an answer once, within the five minutes after which nobody waits for it.</summary>
    /// <param name="below">Topic below the pole, such as <c>reply/{jti}</c>.</param>
    /// <param name="type">CloudEvents type, such as <c>edgeagent.reply.v1</c>.</param>
    /// <param name="data">A message record.</param>
    public void Answer(string below, string type, object data)
    {
        _answers.Enqueue(new StatusMessage(below, type, data));
        if (_answers.Count > MostAnswers && _answers.TryDequeue(out _))
        {
            Interlocked.Increment(ref _dropped);
        }

        _changed.Set();
    }

    /// <summary>Says how something stands, until it is said otherwise. Retained.</summary>
    /// <param name="below">Topic below the pole, such as <c>config/status</c>.</param>
    /// <param name="type">CloudEvents type, such as <c>edgeagent.config.status.v1</c>.</param>
    /// <param name="data">A message record.</param>
    public void Keep(string below, string type, object data)
    {
        _kept[below] = new StatusMessage(below, type, data);
        _changed.Set();
    }

    /// <summary>Sends all that is kept once more.</summary>
    public void KeepAnew()
    {
        foreach (var (below, status) in _kept)
        {
            _kept.TryUpdate(below, status with { }, status);
        }

        _changed.Set();
    }

    /// <summary>Looks at the answer that has waited longest, without taking it.</summary>
    public bool TryPeek(out StatusMessage answer) => _answers.TryPeek(out answer!);

    /// <summary>It has been sent.</summary>
    public void Remove(StatusMessage answer)
    {
        if (_answers.TryPeek(out var first) && ReferenceEquals(first, answer))
        {
            _answers.TryDequeue(out _);
        }
    }
}
