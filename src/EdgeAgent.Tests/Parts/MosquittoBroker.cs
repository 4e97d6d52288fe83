using System.Diagnostics;
using EdgeAgent.Messaging;

namespace EdgeAgent.Parts;

/// <summary>A mosquitto of our own on a free port of loopback. Killed, it forgets everything but what it was told to save.</summary>
internal sealed class MosquittoBroker : IDisposable
{
    private const string Program = "/usr/sbin/mosquitto";

    private readonly TemporaryDirectory _directory = new();
    private Process? _process;

    public MosquittoBroker(string? extraConfiguration = null)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        File.WriteAllText(
            _directory["mosquitto.conf"],
            $"listener {Port} 127.0.0.1\npersistence true\npersistence_location {_directory.Path}/\nautosave_interval 0\nuser root\nlog_dest stderr\n{extraConfiguration ?? "allow_anonymous true"}\n");
    }

    public int Port { get; } = FreePort.Find();

    public BrokerOptions Options => new() { Port = Port };

    /// <summary>Returns when it listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-c", _directory["mosquitto.conf"]]) { RedirectStandardError = true })!;
        while (await _process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.EndsWith("running", StringComparison.Ordinal))
            {
                _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        }

        Assert.Fail("mosquitto ended before it listened");
    }

    /// <summary>Its configuration for a listener that speaks TLS and asks for a certificate of the authority.</summary>
    /// <param name="authority">Whose clients it lets in.</param>
    /// <param name="server">Certificate and key.</param>
    public static string Tls(TestAuthority authority, (string Certificate, string Key) server) =>
        $"allow_anonymous true\ncafile {authority.CaFile}\ncertfile {server.Certificate}\nkeyfile {server.Key}\nrequire_certificate true";

    /// <summary>Writes down what it knows now, which is what it comes back with.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        Tool.Run("kill", "-USR1", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Eventually.IsAsync(() => File.Exists(_directory["mosquitto.db"]), cancellationToken);
    }

    /// <summary>SIGSTOP: it answers nothing and closes nothing.</summary>
    public void Hang() => Tool.Run("kill", "-STOP", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        _directory.Dispose();
    }
}
