using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Identity;

/// <summary>TLS towards the broker: whom the pole believes, and what it shows of itself.</summary>
internal sealed record TlsOptions
{
    [Description("Certificates (PEM) of the authorities that may have signed the broker's. Absent: those of the system.")]
    [MaxLength(1024)]
    public string? CaFile { get; init; }

    [Description("Certificate of the pole (PEM); its common name is the pole's name. Absent: the broker asks for none.")]
    [MaxLength(1024)]
    public string? CertificateFile { get; init; }

    [Description("Private key of that certificate (PEM), or credential:NAME for a credential of systemd.")]
    [MaxLength(1024)]
    public string? KeyFile { get; init; }

    [Description("Name that the broker's certificate must hold. Absent: broker.host.")]
    [MinLength(1)]
    [MaxLength(253)]
    public string? ServerName { get; init; }
}
