using System.Text;
using System.Text.Json.Nodes;

namespace EdgeAgent.Identity;

public sealed class JwsTests : IDisposable
{
    private const string Type = "edgeagent.command.v1";

    private readonly SigningKey _key = SigningKey.Create("ops-1");
    private readonly TrustedKeys _trusted;

    public JwsTests() => _trusted = new TrustedKeys([_key.ToTrusted("operations", KeyRole.Operations)]);

    [Fact]
    public void What_was_signed_comes_back_byte_for_byte()
    {
        var payload = """{ "verb" : "snapshot", "officer": "김경위" }"""u8.ToArray();

        var verified = Jws.Verify(Jws.Sign(payload, _key, Type), _trusted, KeyRole.Operations, Type, out var refusal);

        Assert.Null(refusal);
        Assert.Equal(payload, verified!.Payload);
        Assert.Equal("operations", verified.Signer.Holder);
    }

    [Theory]
    [InlineData("payload", Jws.InvalidCode)]
    [InlineData("signature", Jws.InvalidCode)]
    [InlineData("protected", Jws.InvalidCode)]
    public void One_changed_character_is_refused(string member, string code)
    {
        var message = JsonNode.Parse(Jws.Sign("{\"verb\":\"mode\"}"u8, _key, Type))!;
        var text = message[member]!.GetValue<string>();

        // The header stays readable: only the name of its last member's value changes.
        message[member] = member == "protected"
            ? Encode(Decode(text).Replace("\"alg\":\"ES256\"", "\"alg\":\"ES256\" ", StringComparison.Ordinal))
            : text[..4] + (text[4] == 'A' ? 'B' : 'A') + text[5..];

        Assert.Equal(code, Refusal(message.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"ops-1","typ":"edgeagent.command.v1"}""", Jws.MalformedCode)]
    [InlineData("""{"alg":"HS256","kid":"ops-1","typ":"edgeagent.command.v1"}""", Jws.MalformedCode)]
    [InlineData("""{"alg":"ES256","kid":"ops-1","typ":"edgeagent.command.v1","crit":["b64"],"b64":false}""", Jws.MalformedCode)]
    [InlineData("""{"alg":"ES256","typ":"edgeagent.command.v1"}""", Jws.MalformedCode)]
    [InlineData("""{"alg":"ES256","kid":"ops-1","typ":"edgeagent.config.v1"}""", Jws.WrongTypeCode)]
    [InlineData("""{"alg":"ES256","kid":"stranger","typ":"edgeagent.command.v1"}""", Jws.UnknownKeyCode)]
    [InlineData("[]", Jws.MalformedCode)]
    [InlineData("null", Jws.MalformedCode)]
    public void A_header_that_asks_for_something_else_is_refused(string header, string code)
    {
        var message = JsonNode.Parse(Jws.Sign("{}"u8, _key, Type))!;
        message["protected"] = Encode(header);

        Assert.Equal(code, Refusal(message.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"protected":1,"payload":2,"signature":3}""")]
    [InlineData("""{"protected":"***","payload":"e30","signature":"AA"}""")]
    [InlineData("""{"protected":"e30","payload":"e30","signature":""}""")]
    public void What_is_no_signed_message_is_refused(string message) => Assert.Equal(Jws.MalformedCode, Refusal(message));

    [Fact]
    public void A_key_may_say_only_what_its_roles_allow()
    {
        Jws.Verify(Jws.Sign("{}"u8, _key, Type), _trusted, KeyRole.Consumer, Type, out var refusal);

        Assert.Equal(Jws.WrongRoleCode, refusal?.Code);
    }

    [Fact]
    public void A_key_under_the_name_of_a_trusted_one_is_refused()
    {
        using var other = SigningKey.Create("ops-1");

        Jws.Verify(Jws.Sign("{}"u8, other, Type), _trusted, KeyRole.Operations, Type, out var refusal);

        Assert.Equal(Jws.InvalidCode, refusal?.Code);
    }

    public void Dispose() => _key.Dispose();

    private string? Refusal(string message)
    {
        Assert.Null(Jws.Verify(Encoding.UTF8.GetBytes(message), _trusted, KeyRole.Operations, Type, out var refusal));
        return refusal?.Code;
    }

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Decode(string text) => Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text));
}
