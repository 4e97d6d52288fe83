using System.Text.Json;
using EdgeAgent.Identity;

namespace EdgeAgent.Messaging;

public sealed class ClipTermsTests
{
    [Fact]
    public void Where_consumers_have_keys_only_a_signed_word_of_done_counts()
    {
        using var consumer = SigningKey.Create("center-1");
        var terms = new ClipTerms(0, () => new TrustedKeys([consumer.ToTrusted("center-1", KeyRole.Consumer)]));
        var body = JsonSerializer.SerializeToUtf8Bytes(new ClipDoneMessage(Guid.NewGuid(), ["ab"]), MessageJson.Options);
        var envelope = Envelope.Encode(Envelope.Create(
            ClipTerms.DoneType, "/center", Guid.NewGuid(), DateTimeOffset.UnixEpoch, new ClipDoneMessage(Guid.NewGuid(), ["ab"])));

        Assert.Null(terms.ReadDone(envelope, out _));
        Assert.Null(terms.ReadDone(Jws.Sign(body, RunningPole.Key, ClipTerms.DoneType), out _));
        Assert.Null(terms.ReadDone(Jws.Sign("null"u8, consumer, ClipTerms.DoneType), out _));
        Assert.NotNull(terms.ReadDone(Jws.Sign(body, consumer, ClipTerms.DoneType), out _));
        Assert.NotNull(new ClipTerms(0, () => TrustedKeys.None).ReadDone(envelope, out _));
    }
}
