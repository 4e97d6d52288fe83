using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Domain;

namespace EdgeAgent.Identity;

/// <summary>
/// Keys and certificates for TLS as they lie on disk. They are read anew whenever they are asked for; while they are half-written, the
/// last whole set stays in force, and that is a fault.
/// </summary>
/// <param name="options">Which files.</param>
/// <param name="name">That the own certificate must bear; null for any.</param>
/// <param name="time">For what expires.</param>
internal sealed class TlsFiles(TlsOptions options, string? name, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TlsMaterial? _current;
    private Problem? _fault;
    private X509Certificate2? _server;

    public TlsOptions Options => options;

    /// <summary>What is wrong with the files, and what expires within 30 days.</summary>
    public IReadOnlyList<Problem> Faults
    {
        get
        {
            lock (_lock)
            {
                var now = _current is { } material ? CertificateTime.Now(time, [material.Own, .. material.Authorities ?? []]) : time.GetUtcNow();
                return
                [
                    .. new[]
                    {
                        _fault,
                        CertificateExpiry.Check("the pole's certificate", _current?.Own, options.CertificateFile, now),

                        // A bundle holds the old authority beside the new one for a while.
                        CertificateExpiry.Check("the certificate of the authority", _current?.Authorities?.MaxBy(a => a.NotAfter), options.CaFile, now),
                        CertificateExpiry.Check("the broker's certificate", _server, null, now),
                    }.OfType<Problem>(),
                ];
            }
        }
    }

    /// <summary>What is to be used now.</summary>
    /// <exception cref="IdentityException">The files cannot be used, and never could.</exception>
    public TlsMaterial Read()
    {
        lock (_lock)
        {
            try
            {
                var read = TlsMaterial.Load(options, name);
                _fault = null;
                return _current = _current?.Stamp == read.Stamp ? _current : read;
            }
            catch (IdentityException e) when (_current is not null)
            {
                _fault = e.Problem;
                return _current;
            }
        }
    }

    /// <summary>The certificate that a broker has shown and that was good.</summary>
    public void Saw(X509Certificate2 server)
    {
        lock (_lock)
        {
            _server = server;
        }
    }
}
