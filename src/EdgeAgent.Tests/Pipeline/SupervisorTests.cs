using EdgeAgent.Domain;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pipeline;

public sealed class SupervisorTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _faults = [];
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stage_that_faults_runs_again_after_a_pause()
    {
        var runs = 0;
        var supervised = RunAsync(_ => ++runs < 4 ? throw new ProblemException(new Problem("camera/gone", "x", "y")) : Task.CompletedTask, Cancel);
        while (!supervised.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await supervised;
        Assert.Equal(4, runs);
        Assert.Equal(["camera/gone", "camera/gone", "camera/gone"], _faults);
    }

    [Fact]
    public async Task An_unexpected_exception_is_a_fault_like_any_other()
    {
        var runs = 0;
        var supervised = RunAsync(_ => ++runs < 2 ? throw new InvalidOperationException("boom") : Task.CompletedTask, Cancel);
        while (!supervised.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(["agent/unexpected"], _faults);
    }

    [Fact]
    public async Task Cancelling_ends_a_stage_that_waits_for_its_restart()
    {
        using var stop = new CancellationTokenSource();
        var supervised = RunAsync(_ => throw new ProblemException(new Problem("camera/gone", "x", "y")), stop.Token);
        await _faulted.Task.WaitAsync(Cancel);
        Assert.False(supervised.IsCompleted);

        await stop.CancelAsync();

        await supervised.WaitAsync(Cancel);
        Assert.Single(_faults);
    }

    [Fact]
    public async Task A_stage_that_never_waits_does_not_hold_up_its_caller()
    {
        using var stop = new CancellationTokenSource();
        var supervised = RunAsync(
            token =>
            {
                token.WaitHandle.WaitOne();
                return Task.CompletedTask;
            },
            stop.Token);

        Assert.False(supervised.IsCompleted);
        await stop.CancelAsync();
        await supervised.WaitAsync(Cancel);
    }

    [Fact]
    public void Pauses_double_to_their_limit_and_keep_a_random_half()
    {
        var policy = new RestartPolicy(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3));

        Assert.Equal([0.5, 1, 2, 3, 3], Enumerable.Range(0, 5).Select(attempt => policy.Delay(attempt, jitter: 1).TotalSeconds));
        Assert.Equal([0.25, 0.5, 1, 1.5, 1.5], Enumerable.Range(0, 5).Select(attempt => policy.Delay(attempt, jitter: 0).TotalSeconds));
        Assert.Equal(3, policy.Delay(int.MaxValue, jitter: 1).TotalSeconds);
    }

    private Task RunAsync(Func<CancellationToken, Task> stage, CancellationToken cancel) =>
        new Supervisor(_time, NullLogger<Supervisor>.Instance)
            .RunAsync("test", stage, _ => RestartPolicy.Camera, Note, cancel);

    private void Note(Problem problem)
    {
        _faults.Add(problem.Code);
        _faulted.TrySetResult();
    }
}
