using EdgeAgent.Parts;

namespace EdgeAgent.Identity;

public sealed class TrustedKeysTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => System.IO.Path.Combine(_directory.Path, "trust.jwks");

    [Fact]
    public void A_written_set_reads_back()
    {
        using var key = SigningKey.Create("center-1");
        File.WriteAllText(Path, JsonWebKeys.Write([key.ToTrusted("center-1", KeyRole.Consumer, KeyRole.Operations)]));

        var read = Assert.Single(TrustedKeys.Load(Path).All);

        Assert.Equal(("center-1", "center-1"), (read.KeyId, read.Holder));
        Assert.Equal([KeyRole.Consumer, KeyRole.Operations], read.Roles);
    }

    [Fact]
    public void No_file_trusts_nobody() => Assert.Empty(TrustedKeys.Load(Path).All);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"a","holder":"a","roles":["operations"]}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"a","holder":"a","roles":["operations"]}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","kid":"a","holder":"a","roles":["operations"]}]}""")]
    public void What_is_no_set_of_keys_is_an_error_that_names_the_file(string text)
    {
        File.WriteAllText(Path, text);

        var fault = Assert.Throws<IdentityException>(() => TrustedKeys.Load(Path));

        Assert.Equal(("identity/not-a-key-set", Path), (fault.Problem.Code, fault.Problem.Path));
    }

    [Fact]
    public void A_private_key_lies_where_only_its_owner_reads_it_and_is_the_same_again()
    {
        var file = System.IO.Path.Combine(_directory.Path, "identity", "device.key");
        using var made = SigningKey.LoadOrCreate("seoul/pole-7", file);
        using var loaded = SigningKey.LoadOrCreate("seoul/pole-7", file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(made.ToTrusted("x").Parameters.Q.X, loaded.ToTrusted("x").Parameters.Q.X);
    }

    public void Dispose() => _directory.Dispose();
}
