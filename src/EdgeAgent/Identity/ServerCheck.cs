using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeAgent.Identity;

/// <summary>Judges the certificate that a server shows in one handshake: its chain, its name, its time. Revocation is not asked for.</summary>
/// <param name="material">Whom we believe.</param>
/// <param name="serverName">That the certificate must hold.</param>
/// <param name="time">For what has expired.</param>
internal sealed class ServerCheck(TlsMaterial material, string serverName, TimeProvider time)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public TlsMaterial Material => material;

    public string ServerName => serverName;

    /// <summary>Null before the handshake has come so far.</summary>
    public ServerVerdict? Verdict { get; private set; }

    /// <summary>What the verdict stands on, for people.</summary>
    public string Finding { get; private set; } = "";

    public X509Certificate2? Seen { get; private set; }

    /// <param name="certificate">Of the server.</param>
    /// <param name="sent">What it sent beside it.</param>
    public bool Accept(X509Certificate2 certificate, IEnumerable<X509Certificate2> sent)
    {
        Seen = certificate;
        Verdict = Judge(certificate, [.. sent]);
        return Verdict == ServerVerdict.Good;
    }

    private ServerVerdict Judge(X509Certificate2 certificate, X509Certificate2[] sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.VerificationTime =
            CertificateTime.Now(time, [certificate, .. sent, material.Own, .. material.Authorities ?? []]).LocalDateTime;
        if (material.Authorities is { } authorities)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (!chain.Build(certificate))
        {
            Finding = string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
            return chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.NotTimeValid)
                ? ServerVerdict.Expired
                : ServerVerdict.UnknownAuthority;
        }

        Finding = certificate.Subject;
        return certificate.MatchesHostname(serverName) ? ServerVerdict.Good : ServerVerdict.WrongName;
    }
}
