using System.Security.Cryptography.X509Certificates;

namespace EdgeAgent.Identity;

/// <summary>
/// The time at which certificates are judged. A pole without a battery wakes up in 1970; but a certificate that an authority has signed was
/// made, so that it cannot be earlier than the beginning of any of them.
/// </summary>
internal static class CertificateTime
{
    public static DateTimeOffset Now(TimeProvider time, IEnumerable<X509Certificate2?> known)
    {
        var now = time.GetUtcNow();
        return known.OfType<X509Certificate2>().Select(certificate => new DateTimeOffset(certificate.NotBefore)).Append(now).Max();
    }
}
