using System.Net;
using System.Text;
using CsCheck;
using EdgeAgent.Parts;

namespace EdgeAgent.Capture.Discovery;

public sealed class ProbeReplyTests
{
    private static readonly IPAddress Sender = IPAddress.Parse("192.0.2.10");
    private static readonly Guid Question = Guid.CreateVersion7();
    private static readonly byte[] Right = Encoding.UTF8.GetBytes(new OnvifReplies().ProbeMatches($"urn:uuid:{Question}", "urn:uuid:7", "http://192.0.2.10/onvif/device_service"));

    [Theory]
    [InlineData("urn:uuid:{0}")]
    [InlineData("uuid:{0}")]
    [InlineData(" {0} ")]
    public void The_question_is_known_however_the_camera_writes_it(string form)
    {
        var reply = new OnvifReplies().ProbeMatches(string.Format(null, form, Question.ToString().ToUpperInvariant()), "urn:uuid:7", "http://192.0.2.10/x");

        Assert.Single(ProbeReply.Read(Encoding.UTF8.GetBytes(reply), Sender, [Question]));
    }

    [Fact]
    public void A_reply_is_read_whatever_its_bytes_become() => Gen.Select(Gen.Int[0, Right.Length - 1], Gen.Byte, Gen.Int[0, 8])
        .Array[1, 12]
        .Sample(
            changes =>
            {
                var bytes = Right.ToList();
                foreach (var (at, value, cut) in changes)
                {
                    bytes[at % bytes.Count] = value;
                    bytes.RemoveRange(Math.Min(at, bytes.Count - 1), Math.Min(cut, Math.Max(0, bytes.Count - 1 - at)));
                }

                Assert.InRange(ProbeReply.Read(bytes.ToArray(), Sender, [Question]).Count, 0, 1);
            },
            iter: 2000);

    [Fact]
    public void Cameras_of_a_series_that_share_one_endpoint_are_two_and_a_camera_with_two_addresses_is_one()
    {
        var first = Match("urn:uuid:same", "192.0.2.10", "http://192.0.2.10/x");

        Assert.False(first.IsSameAs(Match("urn:uuid:same", "192.0.2.11", "http://192.0.2.11/x")));
        Assert.True(first.IsSameAs(Match("urn:uuid:same", "198.51.100.10", "http://198.51.100.10/x", "http://192.0.2.10/x")));
        Assert.False(first.IsSameAs(Match("urn:uuid:other", "192.0.2.10", "http://192.0.2.10/x")));
    }

    private static ProbeMatch Match(string endpoint, string sender, params string[] services) =>
        new(endpoint, IPAddress.Parse(sender), services, new CameraScopes(null, null, null));
}
