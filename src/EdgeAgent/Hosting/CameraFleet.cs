using EdgeAgent.Domain;
using EdgeAgent.Pipeline;

namespace EdgeAgent.Hosting;

/// <summary>The cameras of the pole while it runs; each may end and begin anew with another plan while the others go on.</summary>
/// <param name="create">Makes the stages of one.</param>
/// <param name="ended">Told of each that has ended since another takes its place.</param>
internal sealed class CameraFleet(Func<CameraPlan, CameraPipeline> create, Action<CameraId> ended) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Running[] _running = [];
    private CancellationToken _stop;
    private CancellationToken _giveUp;
    private bool _hasBegun;

    /// <summary>Those that run at this moment.</summary>
    public IReadOnlyList<CameraPipeline> Current => [.. Volatile.Read(ref _running).Select(running => running.Camera)];

    /// <summary>Makes the cameras; they begin with <see cref="RunAsync"/>.</summary>
    /// <param name="plans">One for each, with what it was made of: where that is the same, so is the camera.</param>
    public void Prepare(IEnumerable<(CameraPlan Plan, string Signature)> plans) =>
        _running = [.. plans.Select(plan => new Running(plan.Plan, plan.Signature, create(plan.Plan)))];

    /// <summary>Runs until <paramref name="stop"/>, and returns when the sinks have it all, or at <paramref name="giveUp"/>; earlier only where one fails for good.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken giveUp)
    {
        (_stop, _giveUp, _hasBegun) = (stop, giveUp, true);
        foreach (var running in _running)
        {
            Begin(running);
        }

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
        {
            await Task.WhenAny(stopped.Task, _failed.Task);
        }

        // A camera that is just being exchanged is waited for, too.
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            await Task.WhenAll([.. _running.Select(running => running.Task)]);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Puts other plans into force. What has the same signature runs on.</summary>
    /// <param name="plans">All of them, in their order.</param>
    /// <param name="beforeBegin">Runs when all that change have ended, and none has begun yet.</param>
    /// <param name="cancellationToken">The agent stops.</param>
    public async Task ApplyAsync(IReadOnlyList<(CameraPlan Plan, string Signature)> plans, Action beforeBegin, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var kept = _running.Where(running => plans.Any(plan => plan.Signature == running.Signature)).ToDictionary(running => running.Signature);
            await Task.WhenAll(_running.Where(running => !kept.ContainsKey(running.Signature)).Select(EndAsync));
            beforeBegin();
            Running[] next = [.. plans.Select(plan => kept.GetValueOrDefault(plan.Signature) ?? new Running(plan.Plan, plan.Signature, create(plan.Plan)))];
            Volatile.Write(ref _running, next);
            foreach (var running in next.Where(running => !kept.ContainsKey(running.Signature)))
            {
                Begin(running);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends a camera as a stop does, and begins it anew.</summary>
    public async Task RestartAsync(CameraId camera, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Array.FindIndex(_running, running => running.Camera.Id == camera) is >= 0 and var index)
            {
                var old = _running[index];
                await EndAsync(old);
                var fresh = new Running(old.Plan, old.Signature, create(old.Plan));
                Volatile.Write(ref _running, [.. _running.Select((running, i) => i == index ? fresh : running)]);
                Begin(fresh);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var running in _running)
        {
            running.Dispose();
        }
    }

    private void Begin(Running running)
    {
        if (!_hasBegun)
        {
            return;
        }

        running.Stop = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        running.Task = WatchAsync(running, running.Camera.RunAsync(running.Stop.Token, _giveUp));
    }

    /// <summary>One that ends without being asked to ends the agent: systemd starts a whole one.</summary>
    private async Task WatchAsync(Running running, Task task)
    {
        try
        {
            await task;
        }
        finally
        {
            if (!running.Stop!.IsCancellationRequested)
            {
                _failed.TrySetResult();
            }
        }
    }

    private async Task EndAsync(Running running)
    {
        if (running.Stop is { } stop)
        {
            await stop.CancelAsync();
            await running.Task;
        }

        running.Dispose();
        ended(running.Camera.Id);
    }

    private sealed record Running(CameraPlan Plan, string Signature, CameraPipeline Camera) : IDisposable
    {
        public CancellationTokenSource? Stop { get; set; }

        public Task Task { get; set; } = Task.CompletedTask;

        public void Dispose()
        {
            Camera.Dispose();
            Stop?.Dispose();
        }
    }
}
