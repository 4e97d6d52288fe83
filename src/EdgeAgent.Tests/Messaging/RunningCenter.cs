using EdgeAgent.Center;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeAgent.Messaging;

/// <summary>A listener and everything that it has said.</summary>
internal sealed class RunningCenter : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<CenterNotice> _notices = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningCenter(BrokerOptions broker, string? outDirectory = null, string? clientId = null)
        : this(broker, new CenterOptions { OutDirectory = outDirectory, ClientId = clientId })
    {
    }

    public RunningCenter(BrokerOptions broker, CenterOptions options)
    {
        var listener = new CenterListener(
            broker, options, Take, TimeProvider.System, NullLogger<CenterListener>.Instance);
        _running = listener.RunAsync(_stop.Token);
    }

    public List<T> All<T>()
        where T : CenterNotice
    {
        lock (_lock)
        {
            return [.. _notices.OfType<T>()];
        }
    }

    /// <summary>Waits until the notices of a kind satisfy the condition, and returns them.</summary>
    public async Task<List<T>> UntilAsync<T>(Func<List<T>, bool> condition, CancellationToken cancellationToken)
        where T : CenterNotice
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(90));
        while (true)
        {
            Task news;
            lock (_lock)
            {
                news = _news.Task;
                var found = _notices.OfType<T>().ToList();
                if (condition(found))
                {
                    return found;
                }
            }

            try
            {
                await Task.WhenAny(news, _running).WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"{All<T>().Count} notices of {typeof(T).Name}; the last ones of all: "
                    + string.Join(" | ", All<CenterNotice>().TakeLast(8)));
            }

            if (_running.IsFaulted)
            {
                await _running;
            }
        }
    }

    public Task ListeningAsync(CancellationToken cancellationToken) =>
        UntilAsync<CenterNotice.Listening>(n => n.Count > 0, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private void Take(CenterNotice notice)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            _notices.Add(notice);
            (news, _news) = (_news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        news.TrySetResult();
    }
}
