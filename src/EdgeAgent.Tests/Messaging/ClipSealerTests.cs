using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EdgeAgent.Domain;
using EdgeAgent.Identity;
using EdgeAgent.Outbox;

namespace EdgeAgent.Messaging;

public sealed class ClipSealerTests : IDisposable
{
    private static readonly PoleIdentity Pole = new("seoul", "pole-7");

    private readonly SigningKey _pole = SigningKey.Create("seoul/pole-7");
    private readonly SigningKey _center = SigningKey.Create("center-2026");

    public void Dispose()
    {
        _pole.Dispose();
        _center.Dispose();
    }

    [Fact]
    public void A_manifest_names_parts_and_hashes_but_no_path_of_the_device()
    {
        var clip = new Clip
        {
            Id = Guid.Parse("01976a3e-0000-7000-8000-000000000003"),
            Camera = new CameraId("gate"),
            EventId = Guid.Parse("01976a3e-0000-7000-8000-000000000002"),
            Purpose = "event",
            AskedStart = At(1),
            AskedEnd = At(11),
            ActualStart = At(0),
            ActualEnd = At(11),
            Parts = [new ClipPart("/var/lib/edgeagent/secret.mp4", 65_537, "ab", "h264", 640, 360, TimeSpan.FromSeconds(11))],
        };

        var signed = Signed(new ClipSealer(Pole, _pole, null).Seal(clip, PoleMode.Operational, Severity.Critical, "cd"));

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {
                      "clipId": "01976a3e-0000-7000-8000-000000000003",
                      "pole": "seoul/pole-7",
                      "camera": "gate",
                      "eventId": "01976a3e-0000-7000-8000-000000000002",
                      "purpose": "event",
                      "askedStart": "2026-11-23T04:05:01.000Z",
                      "askedEnd": "2026-11-23T04:05:11.000Z",
                      "actualStart": "2026-11-23T04:05:00.000Z",
                      "actualEnd": "2026-11-23T04:05:11.000Z",
                      "clock": "synced",
                      "parts": [{
                        "index": 0, "sizeBytes": 65537, "sha256": "ab", "codec": "h264", "width": 640, "height": 360,
                        "durationSeconds": 11, "blockSizeBytes": 65536, "blocks": 2
                      }],
                      "mode": "operational",
                      "severity": "critical",
                      "delivery": "push",
                      "previousManifest": "cd"
                    }
                    """),
                signed),
            signed.ToJsonString());
    }

    [Fact]
    public void A_manifest_of_a_clip_over_a_reconnection_says_where_its_parts_begin_and_what_is_missing()
    {
        var part = new ClipPart("a.mp4", 1, "ab", "h264", 640, 360, TimeSpan.FromSeconds(4));
        var clip = new Clip
        {
            Id = Guid.NewGuid(),
            Camera = new CameraId("gate"),
            Purpose = "event",
            AskedStart = At(1),
            AskedEnd = At(11),
            ActualStart = At(0),
            ActualEnd = At(11),
            Parts = [part with { StartUtc = At(0) }, part with { StartUtc = At(7) }],
            Gaps = [new ClipGap(At(4), At(7), ClipGapReason.Reconnect), new ClipGap(At(11), At(11), ClipGapReason.FormatChanged)],
            IsComplete = false,
        };

        var stored = OutboxJson.Read<Clip>(OutboxJson.Write(clip));
        var data = Signed(new ClipSealer(Pole, _pole, null).Seal(stored, PoleMode.Operational, Severity.Notice, null));

        Assert.False(data["complete"]!.GetValue<bool>());
        Assert.Equal("pull", (string?)data["delivery"]);
        Assert.Equal(
            ["2026-11-23T04:05:00.000Z", "2026-11-23T04:05:04.000Z", "2026-11-23T04:05:07.000Z", "2026-11-23T04:05:11.000Z"],
            data["parts"]!.AsArray().SelectMany(entry => new[] { entry!["start"]!.GetValue<string>(), entry["end"]!.GetValue<string>() }));
        Assert.Equal(
            """[{"from":"2026-11-23T04:05:04.000Z","to":"2026-11-23T04:05:07.000Z","reason":"reconnect"},{"from":"2026-11-23T04:05:11.000Z","to":"2026-11-23T04:05:11.000Z","reason":"format-changed"}]""",
            data["gaps"]!.ToJsonString());
    }

    [Fact]
    public void Each_part_has_a_key_of_its_own_that_only_the_center_unwraps()
    {
        var part = new ClipPart("a.mp4", 1, "ab", "h264", 640, 360, TimeSpan.FromSeconds(4));
        var clip = Some.Clip(Path.GetTempPath(), []) with { Parts = [part, part] };

        var seal = new ClipSealer(Pole, _pole, _center.ToTrusted("center", KeyRole.Consumer)).Seal(clip, PoleMode.Operational, Severity.Notice, null);

        var wrapped = Signed(seal)["parts"]!.AsArray().Select(p => (string)p!["encryption"]!["key"]!).ToList();
        Assert.Equal(seal.ContentKeys, wrapped.Select(key => KeyWrap.Unwrap(key, _center)));
        Assert.NotEqual(seal.ContentKeys[0], seal.ContentKeys[1]);
        Assert.Equal("identity/not-for-this-key", Assert.Throws<IdentityException>(() => KeyWrap.Unwrap(wrapped[0], _pole)).Problem.Code);
        Assert.Equal("identity/not-for-this-key", Assert.Throws<IdentityException>(() => KeyWrap.Unwrap("a.b.c.d.e", _center)).Problem.Code);
    }

    [Fact]
    public void An_encrypted_block_opens_only_in_its_own_place()
    {
        var (key, clip, plain) = (RandomNumberGenerator.GetBytes(BlockCipher.KeyBytes), Guid.NewGuid(), RandomNumberGenerator.GetBytes(1000));

        var block = BlockCipher.Encrypt(plain, key, clip, part: 1, block: 2, blocks: 3);

        Assert.Equal(plain, BlockCipher.Decrypt(block, key, clip, 1, 2, 3));
        Assert.Null(BlockCipher.Decrypt(block, key, clip, 1, 1, 3));
        Assert.Null(BlockCipher.Decrypt(block, key, clip, 0, 2, 3));
        Assert.Null(BlockCipher.Decrypt(block, key, clip, 1, 2, 4));
        Assert.Null(BlockCipher.Decrypt(block, key, Guid.NewGuid(), 1, 2, 3));
        Assert.Null(BlockCipher.Decrypt(block.AsSpan(0, 15), key, clip, 1, 2, 3));
        block[0] ^= 1;
        Assert.Null(BlockCipher.Decrypt(block, key, clip, 1, 2, 3));
    }

    private static UtcTime At(int second) => new(new DateTimeOffset(2026, 11, 23, 4, 5, second, TimeSpan.Zero), Synchronised: true);

    private JsonNode Signed(ClipSeal seal)
    {
        var trusted = new TrustedKeys([_pole.ToTrusted("seoul/pole-7", KeyRole.Pole)]);
        var verified = Jws.Verify(Encoding.UTF8.GetBytes(seal.Manifest), trusted, KeyRole.Pole, ClipSealer.Type, out _)!;
        Assert.Equal(seal.Sha256, Convert.ToHexStringLower(SHA256.HashData(verified.Payload)));
        return JsonNode.Parse(verified.Payload)!;
    }
}
