using System.Text;
using System.Text.Json;
using EdgeAgent.Identity;
using EdgeAgent.Messaging;
using EdgeAgent.Outbox;
using EdgeAgent.Parts;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeAgent.Center;

public sealed class HostileMessageTests : IDisposable
{
    private const string Root = "safecity/v1/seoul/pole-7";
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("event/gate/intrusion", "")]
    [InlineData("event/gate/intrusion", "not JSON")]
    [InlineData("event/gate/intrusion", "null")]
    [InlineData("event/gate/intrusion", "[1,2]")]
    [InlineData("event/gate/intrusion", "{\"specversion\":\"9\"}")]
    [InlineData("event/gate/intrusion", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"::\",\"type\":\"t\",\"data\":{}}")]
    [InlineData("event/gate/intrusion", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"data\":\"text\"}")]
    [InlineData("event/gate/intrusion", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"data_base64\":\"!\"}")]
    [InlineData("event/gate/intrusion", "{\"specversion\":\"1.0\",\"id\":{},\"source\":[],\"type\":1,\"time\":\"yesterday\"}")]
    [InlineData("state", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"data\":{\"online\":\"maybe\"}}")]
    [InlineData("state", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"data\":{\"online\":true,\"epoch\":99999999999999999999}}")]
    [InlineData("clip/../../../etc/passwd/manifest", "{}", false)]
    [InlineData("clip/not-a-uuid/manifest", "{}")]
    [InlineData("clip/not-a-uuid/block/0/0", "x")]
    public async Task A_malformed_message_is_counted_and_the_next_good_one_is_heard(string below, string payload, bool counted = true)
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);

        await SendAsync(meddler, $"{Root}/{below}", Encoding.UTF8.GetBytes(payload));
        await SendGoodEventAsync(meddler);

        await center.UntilAsync<CenterNotice.Event>(n => n.Count == 1, Token);
        Assert.Equal(counted ? 1 : 0, center.All<CenterNotice.Malformed>().Count);
        Assert.Single(File.ReadLines(_directory["out/events.jsonl"]));
        Assert.Empty(center.All<CenterNotice.Interrupted>());
    }

    [Fact]
    public async Task Random_bytes_and_torn_messages_never_stop_the_listener()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        var random = new Random(1);
        var good = Encoding.UTF8.GetBytes(EventEnvelope.ToJsonLine(Some.Event(), RunningPole.Identity, Domain.PoleMode.Operational));
        var clip = Some.Clip(_directory.Path, 10);
        var manifest = RunningPole.Sign(Manifest(clip));
        for (var i = 0; i < 600; i++)
        {
            var (topic, original) = (i % 3) switch
            {
                0 => ("event/gate/intrusion", good),
                1 => ($"clip/{clip.Id}/manifest", manifest),
                _ => ("health", good),
            };
            var bytes = original.ToArray();
            for (var flips = 0; flips < 1 + (i % 5); flips++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await SendAsync(meddler, $"{Root}/{topic}", i % 7 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
        }

        await SendGoodEventAsync(meddler, camera: "last");

        await center.UntilAsync<CenterNotice.Event>(n => n.Exists(e => e.Message.Camera == "last"), Token);
        Assert.Empty(center.All<CenterNotice.Interrupted>());
        Assert.True(center.All<CenterNotice.Malformed>().Count > 300);
    }

    [Theory]
    [InlineData("\"sizeBytes\":10", "\"sizeBytes\":999999999999")]
    [InlineData("\"sizeBytes\":10", "\"sizeBytes\":0")]
    [InlineData("\"sizeBytes\":10", "\"sizeBytes\":-1")]
    [InlineData("\"blocks\":1", "\"blocks\":2000000000")]
    [InlineData("\"blockSizeBytes\":65536", "\"blockSizeBytes\":1")]
    [InlineData("\"index\":0", "\"index\":5")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"../")]
    public async Task A_manifest_that_claims_too_much_opens_nothing(string honest, string claim)
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        var clip = Some.Clip(_directory.Path, 10);
        var manifest = Manifest(clip).Replace(honest, claim, StringComparison.Ordinal);
        Assert.Contains(claim, manifest, StringComparison.Ordinal);

        await SendAsync(meddler, $"{Root}/clip/{clip.Id}/manifest", RunningPole.Sign(manifest));

        await center.UntilAsync<CenterNotice.Malformed>(n => n.Count == 1, Token);
        Assert.Empty(center.All<CenterNotice.ClipAnnounced>());
        Assert.Empty(Directory.GetFiles(_directory["out/clips"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_clip_id_that_is_a_path_writes_nothing_outside()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        var clip = Some.Clip(_directory.Path, 10);
        var manifest = Manifest(clip).Replace($"\"clipId\":\"{clip.Id}\"", "\"clipId\":\"../../escape\"", StringComparison.Ordinal);

        await SendAsync(meddler, $"{Root}/clip/..%2f..%2fescape/manifest", RunningPole.Sign(manifest));

        await center.UntilAsync<CenterNotice.Malformed>(n => n.Count == 1, Token);
        Assert.Empty(center.All<CenterNotice.ClipAnnounced>());
    }

    [Fact]
    public async Task More_than_sixty_four_open_clips_cost_the_one_that_waited_longest()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        var clips = Enumerable.Range(0, 66).Select(_ => Some.Clip(_directory.Path, 10)).ToList();

        foreach (var clip in clips)
        {
            await SendAsync(meddler, $"{Root}/clip/{clip.Id}/manifest", RunningPole.Sign(Manifest(clip)));
        }

        var failed = await center.UntilAsync<CenterNotice.ClipFailed>(n => n.Count >= 2, Token);
        Assert.All(failed, f => Assert.True(f.Final));
        Assert.Equal(66, center.All<CenterNotice.ClipAnnounced>().Count);
    }

    [Fact]
    public async Task A_block_that_the_manifest_does_not_know_is_refused()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        var clip = Some.Clip(_directory.Path, 10);
        await SendAsync(meddler, $"{Root}/clip/{clip.Id}/manifest", RunningPole.Sign(Manifest(clip)));
        await center.UntilAsync<CenterNotice.ClipAnnounced>(n => n.Count == 1, Token);

        foreach (var below in (string[])["1/0", "0/1", "0/-1", "0/99999999999", "0/0", "x/y"])
        {
            await SendAsync(meddler, $"{Root}/clip/{clip.Id}/block/{below}", new byte[11]);
        }

        await center.UntilAsync<CenterNotice.Malformed>(n => n.Count == 6, Token);
        Assert.Empty(center.All<CenterNotice.ClipProgress>());
    }

    [Fact]
    public async Task No_pole_can_speak_for_another_or_hide_its_event_behind_the_same_id()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        var seen = Some.Event();
        var (mine, other) = (RunningPole.Identity, new PoleIdentity("seoul", "pole-8"));
        byte[] Line(PoleIdentity pole) => Encoding.UTF8.GetBytes(EventEnvelope.ToJsonLine(seen, pole, Domain.PoleMode.Operational));

        await SendAsync(meddler, "safecity/v1/seoul/pole-8/event/gate/intrusion", Line(mine));
        await SendAsync(meddler, "safecity/v1/seoul/pole-8/event/gate/intrusion", Line(other));
        await SendAsync(meddler, "safecity/v1/seoul/pole-7/event/gate/intrusion", Line(mine));

        var heard = await center.UntilAsync<CenterNotice.Event>(n => n.Count == 2, Token);
        Assert.Equal([other, mine], heard.Select(e => e.Pole));
        Assert.Single(center.All<CenterNotice.Malformed>());
    }

    [Fact]
    public async Task A_manifest_counts_only_under_the_key_that_the_pole_named_first()
    {
        await using var broker = await EmbeddedBroker.StartAsync();
        await using var center = new RunningCenter(broker.Options, _directory["out"]);
        await center.ListeningAsync(Token);
        await using var meddler = await ConnectAsync(broker.Options);
        using var forged = SigningKey.Create(RunningPole.Identity.ToString());
        var clip = Some.Clip(_directory.Path, 10);
        var topic = $"{Root}/clip/{clip.Id}/manifest";

        await SendMetaAsync(meddler, forged);
        await SendAsync(meddler, topic, Jws.Sign(Encoding.UTF8.GetBytes(Manifest(clip)), forged, ClipSealer.Type));
        await SendAsync(meddler, topic, Encoding.UTF8.GetBytes(Manifest(clip)));
        await SendAsync(meddler, topic, RunningPole.Sign(Manifest(clip).Replace("pole-7", "pole-8", StringComparison.Ordinal)));
        await SendAsync(meddler, topic, RunningPole.Sign(Manifest(clip)));

        await center.UntilAsync<CenterNotice.ClipAnnounced>(n => n.Count == 1, Token);
        Assert.Equal(4, center.All<CenterNotice.Malformed>().Count);
    }

    /// <summary>What a pole signs of a clip, as JSON.</summary>
    private static string Manifest(Domain.Clip clip) => JsonSerializer.Serialize(
        ClipManifestMessage.From(clip) with { Pole = RunningPole.Identity.ToString() }, MessageJson.Options);

    /// <summary>Somebody who has taken a pole over, key and all.</summary>
    private static async Task<MqttSession> ConnectAsync(BrokerOptions broker)
    {
        var session = await MqttSession.ConnectAsync(
            broker, new SessionTerms(WireWatch.Forger, TimeSpan.Zero), _ => Task.CompletedTask, TimeProvider.System, Token);
        await SendMetaAsync(session, RunningPole.Key);
        return session;
    }

    private static Task<MqttClientPublishResult> SendMetaAsync(MqttSession session, SigningKey key) => SendAsync(
        session,
        $"{Root}/meta",
        Envelope.Encode(Envelope.Create(
            "edgeagent.meta.v1", $"/{RunningPole.Identity}", Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, RunningPole.MetaOf(key))));

    private static Task<MqttClientPublishResult> SendGoodEventAsync(MqttSession session, string camera = "gate") => SendAsync(
        session,
        $"{Root}/event/{camera}/intrusion",
        Encoding.UTF8.GetBytes(EventEnvelope.ToJsonLine(
            Some.Event() with { Camera = new Domain.CameraId(camera) }, RunningPole.Identity, Domain.PoleMode.Operational)));

    private static Task<MqttClientPublishResult> SendAsync(MqttSession session, string topic, byte[] payload) => session.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(),
        Token);
}
