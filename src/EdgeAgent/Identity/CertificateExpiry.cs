using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Domain;

namespace EdgeAgent.Identity;

/// <summary>Says 30 days ahead that a certificate expires.</summary>
internal static class CertificateExpiry
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(30);

    /// <returns>Null where there is none, or it has long to go.</returns>
    public static Problem? Check(string what, X509Certificate2? certificate, string? path, DateTimeOffset now)
    {
        if (certificate is null || new DateTimeOffset(certificate.NotAfter) is var end && end - now > Ahead)
        {
            return null;
        }

        var day = certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return now > certificate.NotAfter
            ? new Problem("identity/certificate-expired", $"{what} expired on {day}", "put a new one in its place; it is taken over by itself", path)
            : new Problem("identity/certificate-expires", $"{what} expires on {day}", "put a new one in its place in time; it is taken over by itself", path);
    }
}
