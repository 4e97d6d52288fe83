using EdgeAgent.Identity;
using EdgeAgent.Parts;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Messaging;

/// <summary>TLS to a real broker: what is believed, what is refused and under which code, and what happens when files change.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestAuthority _authority;

    public TlsTests() => _authority = new TestAuthority(_directory.Path);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_pole_and_a_broker_that_know_each_other_connect_over_TLS()
    {
        using var broker = await StartAsync("127.0.0.1");
        await using var pole = new RunningPole(Options(broker), _directory["pole"]);

        await Eventually.IsAsync(() => pole.Uplink.Connected, Token);

        Assert.Empty(pole.Uplink.Faults);
    }

    [Fact]
    public async Task What_is_wrong_with_the_brokers_certificate_is_told_apart()
    {
        using var misnamed = await StartAsync("broker.example");
        using var expired = await StartAsync("127.0.0.1", new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        using var plain = new MosquittoBroker();
        await plain.StartAsync(Token);
        var foreign = new TestAuthority(_directory.Path, "foreign");
        var good = Options(misnamed);

        Assert.Equal("broker/wrong-name", await CodeAsync(good));
        Assert.Null(await CodeAsync(good with { Tls = good.Tls! with { ServerName = "broker.example" } }));
        Assert.Equal("broker/certificate-expired", await CodeAsync(Options(expired)));
        Assert.Equal("broker/unknown-authority", await CodeAsync(good with { Tls = good.Tls! with { CaFile = foreign.CaFile } }));
        Assert.Equal("broker/no-tls", await CodeAsync(Options(plain)));
        Assert.Equal("broker/unreachable", await CodeAsync(good with { Port = FreePort.Find() }));
    }

    [Fact]
    public async Task What_is_wrong_with_our_own_files_is_told_apart()
    {
        using var broker = await StartAsync("127.0.0.1");
        var good = Options(broker);
        var other = new TestAuthority(_directory.Path, "other").Issue("pole-7", "stranger");
        var tls = good.Tls!;

        Assert.Equal("broker/certificate-refused", await CodeAsync(good with { Tls = tls with { CertificateFile = null, KeyFile = null } }));
        Assert.Equal("broker/certificate-refused", await CodeAsync(good with { Tls = tls with { CertificateFile = other.Certificate, KeyFile = other.Key } }));
        Assert.Equal("identity/key-does-not-fit", await CodeAsync(good with { Tls = tls with { KeyFile = other.Key } }));
        Assert.Equal("identity/unreadable", await CodeAsync(good with { Tls = tls with { KeyFile = _directory["none"] } }));
        Assert.Equal("identity/not-a-certificate", await CodeAsync(good with { Tls = tls with { CertificateFile = tls.KeyFile } }));
        Assert.Equal("identity/credential-missing", await CodeAsync(good with { Tls = tls with { KeyFile = "credential:pole.key" } }));
        Assert.Equal(
            "identity/wrong-name", (await BrokerProbe.RunAsync(good, TimeProvider.System, Token, "pole-8", new TlsFiles(tls, "pole-8", TimeProvider.System)))!.Code);
    }

    [Fact]
    public async Task A_pole_that_wakes_up_in_1970_connects_all_the_same()
    {
        using var broker = await StartAsync("127.0.0.1");
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);

        Assert.Null(await BrokerProbe.RunAsync(Options(broker), time, Token));
    }

    [Fact]
    public async Task A_certificate_that_is_replaced_on_disk_is_taken_over_and_half_of_one_is_not()
    {
        using var broker = await StartAsync("127.0.0.1");
        var options = Options(broker);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var pole = new RunningPole(options, _directory["pole"], time);
        await Eventually.IsAsync(() => pole.Uplink.Connected, Token);
        var epoch = pole.Uplink.Epoch;
        var key = File.ReadAllText(options.Tls!.KeyFile!);

        var next = _authority.Issue("pole-7", "next", time.GetUtcNow().AddDays(10));
        File.Copy(next.Certificate, options.Tls.CertificateFile!, overwrite: true);
        await UntilAsync(() => pole.Uplink.Faults.Any(fault => fault.Code == "identity/key-does-not-fit"));
        Assert.Equal(epoch, pole.Uplink.Epoch);
        File.Copy(next.Key, options.Tls.KeyFile!, overwrite: true);

        await UntilAsync(() => pole.Uplink.Connected && pole.Uplink.Epoch > epoch);
        var fault = Assert.Single(pole.Uplink.Faults);
        Assert.Equal("identity/certificate-expires", fault.Code);
        Assert.NotEqual(key, File.ReadAllText(options.Tls.KeyFile!));

        Task UntilAsync(Func<bool> condition) => Eventually.IsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return condition();
            },
            Token);
    }

    private static async Task<string?> CodeAsync(BrokerOptions options) => (await BrokerProbe.RunAsync(options, TimeProvider.System, Token))?.Code;

    private async Task<MosquittoBroker> StartAsync(string name, DateTimeOffset? end = null)
    {
        var broker = new MosquittoBroker(MosquittoBroker.Tls(_authority, _authority.Issue(name, $"server-{Guid.NewGuid():n}", end)));
        await broker.StartAsync(Token);
        return broker;
    }

    private BrokerOptions Options(MosquittoBroker broker)
    {
        var own = _authority.Issue("pole-7", "pole-7");
        return broker.Options with
        {
            Tls = new TlsOptions { CaFile = _authority.CaFile, CertificateFile = own.Certificate, KeyFile = own.Key },
        };
    }
}
