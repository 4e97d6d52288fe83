using System.Text;
using CsCheck;
using EdgeAgent.Capture.FFmpeg;

namespace EdgeAgent.Capture.Discovery;

public sealed class UsernameTokenTests
{
    [Fact]
    public void The_digest_is_that_of_the_example_in_the_ONVIF_Application_Programmers_Guide()
    {
        Assert.Equal(
            "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
            UsernameToken.Digest(Convert.FromBase64String("LKqI6G/AikKCQrN0zqZFlg=="), "2010-09-16T07:50:45Z", "userpassword"));
    }

    [Fact]
    public void A_token_proves_the_password_by_its_own_nonce_and_moment_and_does_not_hold_it() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 8, 40], Gen.Long[0, 4_000_000_000]).Sample((password, seconds) =>
        {
            var token = UsernameToken.Create(new CameraCredentials("operator", password), DateTimeOffset.FromUnixTimeSeconds(seconds));

            string Part(string name) => token.Descendants().Single(element => element.Name.LocalName == name).Value;
            Assert.Equal(seconds, DateTimeOffset.Parse(Part("Created"), null).ToUnixTimeSeconds());
            Assert.Equal(16, Convert.FromBase64String(Part("Nonce")).Length);
            Assert.Equal(Part("Password"), UsernameToken.Digest(Convert.FromBase64String(Part("Nonce")), Part("Created"), password));
            Assert.DoesNotContain(password, token.ToString(), StringComparison.Ordinal);
        });

    [Fact]
    public void No_two_tokens_have_the_same_nonce()
    {
        var login = new CameraCredentials("operator", "secret");
        var tokens = Enumerable.Range(0, 100).Select(_ => UsernameToken.Create(login, DateTimeOffset.UnixEpoch).Value);

        Assert.Equal(100, tokens.Distinct().Count());
    }

    [Fact]
    public void User_names_are_text_whatever_is_in_them()
    {
        var token = UsernameToken.Create(new CameraCredentials("<a&b>", "secret"), DateTimeOffset.UnixEpoch);
        var sent = Encoding.UTF8.GetString(SoapCall.DeviceInformation.ToBytes(token));

        Assert.Contains(">&lt;a&amp;b&gt;</", sent, StringComparison.Ordinal);
    }
}
