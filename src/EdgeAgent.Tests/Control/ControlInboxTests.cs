using EdgeAgent.Control.Audit;
using EdgeAgent.Messaging;
using EdgeAgent.Parts;

namespace EdgeAgent.Control;

public sealed class ControlInboxTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SomeControl _pole;
    private readonly CollectingLog<ControlInbox> _log = new();

    public ControlInboxTests() => _pole = new SomeControl(_directory.Path);

    public void Dispose()
    {
        _pole.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_flood_is_dropped_and_counted_with_one_line_and_drowns_no_other_queue()
    {
        var handled = new List<string>();
        var gate = new TaskCompletionSource();
        var inbox = Inbox(async (message, _) =>
        {
            await gate.Task;
            lock (handled)
            {
                handled.Add(message.Below[0]);
            }
        });
        for (var i = 0; i < 10_000; i++)
        {
            inbox.Receive(SomeControl.Message([1], "cmd", "rebirth"));
        }

        inbox.Receive(SomeControl.Message([1], "orders", "desired"));
        inbox.Receive(SomeControl.Message([1], "ack"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = inbox.RunAsync(stop.Token);
        gate.SetResult();
        await Eventually.IsAsync(
            () =>
            {
                lock (handled)
                {
                    return handled.Count == 34;
                }
            },
            stop.Token);

        Assert.Equal(10_000 - 32, _pole.Counts.Health.Dropped);
        Assert.Contains("orders", handled);
        Assert.Contains("ack", handled);
        Assert.Single(_log.Lines);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData(64 * 1024, "cmd", "rebirth")]
    [InlineData(200 * 1024, "config", "desired")]
    [InlineData(16 * 1024, "ack")]
    public void What_is_larger_than_it_may_be_does_not_even_wait(int most, params string[] below)
    {
        var inbox = Inbox((_, _) => Task.CompletedTask);

        inbox.Receive(SomeControl.Message(new byte[most + 1], below));

        Assert.Equal(1, _pole.Counts.Health.Refused["command/too-large"]);
    }

    [Fact]
    public async Task A_message_that_nobody_foresaw_does_not_make_the_pole_deaf()
    {
        var handled = 0;
        var inbox = Inbox((_, _) => ++handled == 1 ? throw new InvalidOperationException("unforeseen") : Task.CompletedTask);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = inbox.RunAsync(stop.Token);

        inbox.Receive(SomeControl.Message([1], "cmd", "rebirth"));
        inbox.Receive(SomeControl.Message([1], "cmd", "rebirth"));
        inbox.Receive(SomeControl.Message([1], "cmd", new string('x', 60_000)));
        inbox.Receive(SomeControl.Message([1], "something", "else"));

        await Eventually.IsAsync(() => handled == 3, stop.Token);
        Assert.Equal(1, _pole.Counts.Health.Refused["agent/unexpected"]);
        await stop.CancelAsync();
        await running;
    }

    private ControlInbox Inbox(Func<DownlinkMessage, CancellationToken, Task> handle) =>
        new(handle, handle, handle, _pole.Counts, new RefusalAudit(_pole.Audit, _pole.Time), _pole.Time, _log);
}
