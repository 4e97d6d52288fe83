using EdgeAgent.Center;
using EdgeAgent.Domain;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using MQTTnet;

namespace EdgeAgent.Messaging;

public sealed class StillDeliveryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_still_arrives_beside_its_event_whichever_comes_first(bool stillFirst)
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var still = Some.Still(50_000);
        var start = Some.Event(eventId: still.EventId) with { StillSha256 = still.Sha256 };

        if (stillFirst)
        {
            pole.Stills.Add(still);
            await Eventually.IsAsync(() => pole.Stills.Peek() is null, Token);
        }

        await pole.Outbox.RaiseAsync(start, Token);
        await center.UntilAsync<CenterNotice.Event>(n => n.Count > 0, Token);
        if (!stillFirst)
        {
            pole.Stills.Add(still);
        }

        var notice = Assert.Single(await center.UntilAsync<CenterNotice.Still>(n => n.Count > 0, Token));
        Assert.Equal((still.EventId, _directory[$"out/stills/{still.EventId}.jpg"]), (notice.EventId, notice.File));
        Assert.Equal(still.Jpeg.ToArray(), File.ReadAllBytes(notice.File!));
        Assert.Empty(center.All<CenterNotice.Malformed>());
    }

    [Fact]
    public async Task A_still_is_a_JPEG_with_its_hash_and_mode_that_waits_until_somebody_listens()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var seen = new TaskCompletionSource<MqttApplicationMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic.Contains("/still/", StringComparison.Ordinal))
            {
                seen.TrySetResult(e.ApplicationMessage);
            }

            return Task.CompletedTask;
        };
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var still = Some.Still(1_000);
        pole.Stills.Add(still);

        var message = await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal($"safecity/v1/seoul/pole-7/still/{still.EventId}", message.Topic);
        Assert.Equal(("image/jpeg", false, 86_400u), (message.ContentType, message.Retain, message.MessageExpiryInterval));
        Assert.Equal(
            [$"sha256={still.Sha256}", "mode=operational"],
            message.UserProperties.Select(property => $"{property.Name}={System.Text.Encoding.UTF8.GetString(property.ValueBuffer.Span)}"));

        // Nobody listened so far.
        Assert.NotNull(pole.Stills.Peek());
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await Eventually.IsAsync(() => pole.Stills.Peek() is null, Token);
    }

    [Fact]
    public async Task Stills_that_nobody_took_before_a_restart_arrive_after_it()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        List<Still> stills = [.. Enumerable.Range(1, 3).Select(size => Some.Still(1_000 * size))];
        await using (var pole = new RunningPole(broker.Options, _directory["pole"]))
        {
            foreach (var still in stills)
            {
                await pole.Outbox.RaiseAsync(Some.Event(eventId: still.EventId) with { StillSha256 = still.Sha256 }, Token);
                pole.Stills.Add(still);
            }
        }

        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var again = new RunningPole(broker.Options, _directory["pole"]);
        var arrived = await center.UntilAsync<CenterNotice.Still>(n => n.Count == stills.Count, Token);
        Assert.Equal(stills.Select(still => still.EventId).Order(), arrived.Select(notice => notice.EventId).Order());
        await Eventually.IsAsync(() => again.Stills.Peek() is null, Token);
    }

    [Fact]
    public async Task A_still_that_is_not_the_one_of_its_event_is_not_kept()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var still = Some.Still(1_000);
        await pole.Outbox.RaiseAsync(Some.Event(eventId: still.EventId) with { StillSha256 = new string('0', 64) }, Token);
        await center.UntilAsync<CenterNotice.Event>(n => n.Count > 0, Token);
        pole.Stills.Add(still);
        var bad = await center.UntilAsync<CenterNotice.Malformed>(n => n.Count > 0, Token);
        Assert.Contains("another hash", bad[0].Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["out/stills"]));
    }
}
