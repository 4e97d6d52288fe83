using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Center;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;

namespace EdgeAgent.Messaging;

public sealed class ClipTransferTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_clip_arrives_whole_and_the_pole_deletes_it_only_then()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 3_000_000);
        var sent = File.ReadAllBytes(clip.Parts[0].Path);

        var complete = await DeliverAsync(clip, pole, center);

        Assert.Equal(_directory[$"out/clips/{clip.Id}.mp4"], Assert.Single(complete[0].Files));
        Assert.Equal(sent, File.ReadAllBytes(complete[0].Files[0]));
        Assert.NotNull(Jws.Verify(File.ReadAllBytes(_directory[$"out/clips/{clip.Id}.json"]), RunningPole.Trusted, KeyRole.Pole, ClipSealer.Type, out _));
        await Eventually.IsAsync(() => !File.Exists(clip.Parts[0].Path), Token);
        Assert.Equal(0, pole.Outbox.ReadBacklog().PendingClips);
    }

    [Fact]
    public async Task Blocks_of_a_clip_that_is_not_critical_wait_until_they_are_asked_for()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var blocks = 0;
        broker.Server.InterceptingPublishAsync += e =>
        {
            blocks += e.ApplicationMessage.Topic.Contains("/block/", StringComparison.Ordinal) ? 1 : 0;
            return Task.CompletedTask;
        };
        await using var announced = new RunningCenter(broker.Options);
        await announced.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        await pole.Outbox.AddAsync(Some.Clip(_directory.Path, 200_000), Token);
        await announced.UntilAsync<CenterNotice.ClipAnnounced>(n => n.Count > 0, Token);

        // The blocks of a critical one that comes later are there before those.
        var critical = Some.Clip(_directory.Path, 200_000);
        await Some.AddPushedAsync(pole.Outbox, critical, Token);
        await Eventually.IsAsync(() => pole.Outbox.ReadTransfers().Any(t => t.ClipId == critical.Id && t.Parts[0].Blocks.Missing == 0), Token);

        Assert.Equal(4, blocks);
    }

    [Fact]
    public async Task The_manifests_of_a_camera_are_a_chain_over_restarts()
    {
        string[] sealedOnes = [.. await AddAsync(2), .. await AddAsync(2)];

        var hashes = sealedOnes.Select(Hash).ToList();
        Assert.Equal([null, hashes[0], hashes[1], hashes[2]], sealedOnes.Select(m => (string?)JsonNode.Parse(Payload(m))!["previousManifest"]));

        async Task<List<string>> AddAsync(int count)
        {
            await using var outbox = Some.Outbox(_directory["pole"]);
            var clips = Enumerable.Range(0, count).Select(_ => Some.Clip(_directory.Path, 10)).ToList();
            foreach (var clip in clips)
            {
                await outbox.AddAsync(clip, Token);
            }

            return [.. clips.Select(clip => outbox.ReadManifest(clip.Id)!)];
        }

        static byte[] Payload(string manifest) =>
            Jws.Verify(Encoding.UTF8.GetBytes(manifest), RunningPole.Trusted, KeyRole.Pole, ClipSealer.Type, out _)!.Payload;
        static string Hash(string manifest) => Convert.ToHexStringLower(SHA256.HashData(Payload(manifest)));
    }

    [Fact]
    public async Task An_encrypted_clip_is_read_by_the_center_and_by_nobody_on_the_way()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        using var key = SigningKey.Create("center-2026");
        var clip = Some.Clip(_directory.Path, [200_000, 7]);
        var sent = clip.Parts.Select(p => File.ReadAllBytes(p.Path)).ToList();
        var onTheWay = new ConcurrentQueue<byte[]>();
        broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic.Contains("/block/", StringComparison.Ordinal))
            {
                onTheWay.Enqueue(e.ApplicationMessage.Payload.ToArray());
            }

            return Task.CompletedTask;
        };
        await using var center = new RunningCenter(broker.Options, new CenterOptions { OutDirectory = _directory["out"], ClipKey = key });
        await center.ListeningAsync(Token);
        await using var pole = new RunningPole(
            broker.Options, _directory["pole"], sealer: new ClipSealer(RunningPole.Identity, RunningPole.Key, key.ToTrusted("center", KeyRole.Consumer)));

        var complete = await DeliverAsync(clip, pole, center);

        Assert.Equal(sent, complete[0].Files.Select(File.ReadAllBytes));
        Assert.Equal([65_552, 65_552, 65_552, 3_408, 23], onTheWay.Select(block => block.Length));
        Assert.DoesNotContain(onTheWay, block => block.AsSpan().IndexOf(sent[0].AsSpan(0, 16)) >= 0);
    }

    [Fact]
    public async Task A_center_that_is_stopped_in_the_middle_goes_on_where_it_was()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var clip = Some.Clip(_directory.Path, 20_000_000);
        await using var pole = new RunningPole(broker.Options with { ClipKilobitsPerSecond = 40_000 }, _directory["pole"]);
        await using (var center = await ListenAsync(broker.Options))
        {
            await pole.Outbox.AddAsync(clip, Token);
            await center.UntilAsync<CenterNotice.ClipProgress>(n => n.Exists(p => p.ReceivedBlocks > 100), Token);
        }

        await using var again = await ListenAsync(broker.Options);
        var complete = await again.UntilAsync<CenterNotice.ClipComplete>(n => n.Count > 0, Token);

        Assert.True(again.All<CenterNotice.ClipProgress>()[0].ReceivedBlocks > 100);
        Assert.Equal(clip.Parts[0].Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(complete[0].Files[0]))));
    }

    [Fact]
    public async Task A_clip_whose_file_cannot_be_read_for_a_moment_waits_and_is_not_given_up()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 200_000);
        var path = clip.Parts[0].Path;
        File.Move(path, path + ".aside");
        Directory.CreateDirectory(path);

        await pole.Outbox.AddAsync(clip, Token);
        await pole.Unreadable.WaitAsync(Token);
        Directory.Delete(path);
        File.Move(path + ".aside", path);

        var complete = await center.UntilAsync<CenterNotice.ClipComplete>(n => n.Count > 0, Token);
        Assert.Equal(clip.Id, complete[0].Manifest.ClipId);
    }

    [Fact]
    public async Task A_clip_of_several_parts_arrives_as_several_files()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, [200_000, 65_536, 1]);
        var sent = clip.Parts.Select(p => File.ReadAllBytes(p.Path)).ToList();

        var complete = await DeliverAsync(clip, pole, center);

        Assert.Equal(Enumerable.Range(0, 3).Select(i => _directory[$"out/clips/{clip.Id}-{i}.mp4"]), complete[0].Files);
        Assert.Equal(sent, complete[0].Files.Select(File.ReadAllBytes));
    }

    [Fact]
    public async Task A_broker_that_is_killed_in_the_middle_costs_a_clip_nothing()
    {
        using var broker = new MosquittoBroker();
        await broker.StartAsync(Token);
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 12_000_000);
        var sent = File.ReadAllBytes(clip.Parts[0].Path);

        await pole.Outbox.AddAsync(clip, Token);
        await center.UntilAsync<CenterNotice.ClipProgress>(n => n.Exists(p => p.ReceivedBlocks > 30), Token);
        broker.Kill();
        await center.UntilAsync<CenterNotice.Interrupted>(n => n.Count > 0, Token);
        Assert.Empty(center.All<CenterNotice.ClipComplete>());
        await broker.StartAsync(Token);
        var complete = await center.UntilAsync<CenterNotice.ClipComplete>(n => n.Count > 0, Token);

        Assert.Equal(sent, File.ReadAllBytes(complete[0].Files[0]));
    }

    [Fact]
    public async Task An_agent_that_stops_in_the_middle_goes_on_where_it_was()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var blocks = new ConcurrentQueue<string>();
        broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic.Contains("/block/", StringComparison.Ordinal))
            {
                blocks.Enqueue(e.ApplicationMessage.Topic);
            }

            return Task.CompletedTask;
        };
        await using var center = await ListenAsync(broker.Options);
        var clip = Some.Clip(_directory.Path, 20_000_000);
        await using (var pole = new RunningPole(broker.Options, _directory["pole"]))
        {
            await pole.Outbox.AddAsync(clip, Token);
            await center.UntilAsync<CenterNotice.ClipProgress>(n => n.Exists(p => p.ReceivedBlocks > 20), Token);
        }

        Assert.Empty(center.All<CenterNotice.ClipComplete>());
        var before = blocks.Count;
        await using var again = new RunningPole(broker.Options, _directory["pole"]);
        await center.UntilAsync<CenterNotice.ClipComplete>(n => n.Count > 0, Token);

        // At most what was under way when it stopped is sent twice.
        Assert.InRange(blocks.Count, 306, 306 + 8);
        Assert.InRange(before, 20, 300);
    }

    [Fact]
    public async Task Blocks_that_are_lost_on_the_way_are_asked_for()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var lost = new ConcurrentDictionary<string, bool>();
        broker.Server.InterceptingPublishAsync += e =>
        {
            // Every third block, once.
            var topic = e.ApplicationMessage.Topic;
            e.ProcessPublish = !topic.Contains("/block/", StringComparison.Ordinal) || topic[^1] is not ('3' or '6' or '9') || !lost.TryAdd(topic, true);
            return Task.CompletedTask;
        };
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 3_000_000);
        var sent = File.ReadAllBytes(clip.Parts[0].Path);

        var complete = await DeliverAsync(clip, pole, center);

        Assert.NotEmpty(lost);
        Assert.Equal(sent, File.ReadAllBytes(complete[0].Files[0]));
    }

    [Fact]
    public async Task A_block_that_does_not_hash_to_its_word_is_refused_and_fetched_again()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        Corrupt(broker, "/block/0/2", times: 1, keepWord: true);
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 300_000);
        var sent = File.ReadAllBytes(clip.Parts[0].Path);

        var complete = await DeliverAsync(clip, pole, center);

        Assert.Contains("0/2", Assert.Single(center.All<CenterNotice.Malformed>()).Reason, StringComparison.Ordinal);
        Assert.Equal(sent, File.ReadAllBytes(complete[0].Files[0]));
    }

    [Fact]
    public async Task A_part_with_a_wrong_hash_is_not_accepted_and_fetched_again()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        Corrupt(broker, "/block/0/2", times: 1, keepWord: false);
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 300_000);
        var sent = File.ReadAllBytes(clip.Parts[0].Path);

        var complete = await DeliverAsync(clip, pole, center);

        Assert.False(Assert.Single(center.All<CenterNotice.ClipFailed>()).Final);
        Assert.Equal(sent, File.ReadAllBytes(complete[0].Files[0]));
    }

    [Fact]
    public async Task A_clip_that_never_hashes_right_is_given_up_and_stays_at_the_pole()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        Corrupt(broker, "/block/0/0", times: int.MaxValue, keepWord: false);
        await using var center = await ListenAsync(broker.Options);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 100_000);

        await pole.Outbox.AddAsync(clip, Token);
        await center.UntilAsync<CenterNotice.ClipFailed>(n => n.Exists(f => f.Final), Token);

        Assert.Empty(center.All<CenterNotice.ClipComplete>());
        Assert.False(File.Exists(_directory[$"out/clips/{clip.Id}.mp4"]));
        Assert.True(File.Exists(clip.Parts[0].Path));
    }

    [Fact]
    public async Task A_center_that_was_restarted_gets_the_clip_after_a_reminder()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        var clip = Some.Clip(_directory.Path, 3_000_000);
        await using (var pole = new RunningPole(broker.Options, _directory["pole"]))
        {
            await using var deaf = new RunningCenter(broker.Options);
            await deaf.ListeningAsync(Token);
            await pole.Outbox.AddAsync(clip, Token);
            await deaf.UntilAsync<CenterNotice.ClipAnnounced>(n => n.Count > 0, Token);
            await Eventually.IsAsync(
                () => pole.Outbox.ReadTransfers() is { Length: 1 } t && t[0].Parts[0].Blocks.Missing == 0, Token);
        }

        await using var center = await ListenAsync(broker.Options);
        await using var again = new RunningPole(broker.Options, _directory["pole"]);

        await center.UntilAsync<CenterNotice.ClipComplete>(n => n.Count > 0, Token);
    }

    [Fact]
    public async Task A_wrong_word_of_done_deletes_nothing()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var listener = new RunningCenter(broker.Options);
        await listener.ListeningAsync(Token);
        await using var pole = new RunningPole(broker.Options, _directory["pole"]);
        var clip = Some.Clip(_directory.Path, 100_000);
        await pole.Outbox.AddAsync(clip, Token);
        await Eventually.IsAsync(() => pole.Outbox.ReadTransfers() is { Length: 1 } t && t[0].Parts[0].Blocks.Missing == 0, Token);

        await using var forger = await MqttSession.ConnectAsync(
            broker.Options, new SessionTerms(WireWatch.Forger, TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token);
        var topics = new Topics("safecity/v1", RunningPole.Identity);
        foreach (var body in (object[])[new ClipDoneMessage(clip.Id, ["00"]), new { clipId = clip.Id }, new { clipId = "x" }])
        {
            var message = Envelope.Create("edgeagent.clip.done.v1", "/forger", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, body);
            await forger.PublishAsync(MqttMessages.From(topics.ClipDone(clip.Id), message, retain: false, expiry: null), Token);
        }

        // Answers are heard in their order: once this one is followed, the wrong ones have been judged.
        var blockZeroAgain = new ClipGetMessage(clip.Id, [new MissingBlocks(0, [1])]);
        var get = Envelope.Create("edgeagent.clip.get.v1", "/forger", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, blockZeroAgain);
        var resent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic.EndsWith("/block/0/0", StringComparison.Ordinal))
            {
                resent.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await forger.PublishAsync(MqttMessages.From(topics.ClipGet(clip.Id), get, retain: false, expiry: null), Token);
        await resent.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.True(File.Exists(clip.Parts[0].Path));
        Assert.Equal(1, pole.Outbox.ReadBacklog().PendingClips);
    }

    private async Task<RunningCenter> ListenAsync(BrokerOptions broker)
    {
        var center = new RunningCenter(broker, _directory["out"]);
        await center.ListeningAsync(Token);
        return center;
    }

    private static async Task<List<CenterNotice.ClipComplete>> DeliverAsync(Domain.Clip clip, RunningPole pole, RunningCenter center)
    {
        await pole.Outbox.AddAsync(clip, Token);
        return await center.UntilAsync<CenterNotice.ClipComplete>(n => n.Count > 0, Token);
    }

    private static void Corrupt(EmbeddedBroker broker, string topicEnd, int times, bool keepWord)
    {
        var left = times;
        broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic.EndsWith(topicEnd, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0)
            {
                var bytes = e.ApplicationMessage.Payload.ToArray();
                bytes[0] ^= 1;
                e.ApplicationMessage.PayloadSegment = bytes;
                if (!keepWord)
                {
                    e.ApplicationMessage.UserProperties.Clear();
                }
            }

            return Task.CompletedTask;
        };
    }
}
