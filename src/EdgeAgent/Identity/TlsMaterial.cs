using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeAgent.Identity;

/// <summary>What the files of a <see cref="TlsOptions"/> held at one moment: a whole set whose parts fit.</summary>
/// <param name="Authorities">That may have signed the broker's certificate; null for those of the system.</param>
/// <param name="Own">The pole's certificate with its key; null where it shows none.</param>
/// <param name="Stamp">Another one whenever a file holds something else.</param>
internal sealed record TlsMaterial(X509Certificate2Collection? Authorities, X509Certificate2? Own, string Stamp)
{
    /// <param name="options">Which files.</param>
    /// <param name="name">That the certificate must bear; null for any.</param>
    /// <exception cref="IdentityException">A file cannot be read, is none of its kind, or the key is another certificate's.</exception>
    public static TlsMaterial Load(TlsOptions options, string? name)
    {
        var content = new StringBuilder();
        var authorities = options.CaFile is { } ca ? Authority(ca, Read(ca, content)) : null;
        var own = options is { CertificateFile: { } certificate, KeyFile: { } key }
            ? Pair(certificate, Read(certificate, content), key, Read(key, content))
            : null;
        if (own is not null && name is not null && own.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is var common && common != name)
        {
            throw IdentityException.WrongName(options.CertificateFile!, common, name);
        }

        return new TlsMaterial(authorities, own, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()))));
    }

    private static string Read(string setting, StringBuilder content)
    {
        var path = CredentialFile.Resolve(setting);
        try
        {
            var text = File.ReadAllText(path);
            content.Append(text).Append('\0');
            return text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IdentityException.Unreadable(path, e);
        }
    }

    private static X509Certificate2Collection Authority(string path, string pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw IdentityException.NotACertificate(path, e.Message);
        }

        return authorities.Count > 0 ? authorities : throw IdentityException.NotACertificate(path, "there is none in it");
    }

    private static X509Certificate2 Pair(string certificatePath, string certificate, string keyPath, string key)
    {
        try
        {
            X509Certificate2.CreateFromPem(certificate).Dispose();
        }
        catch (CryptographicException e)
        {
            throw IdentityException.NotACertificate(certificatePath, e.Message);
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw IdentityException.KeyDoesNotFit(keyPath, certificatePath, e);
        }
    }
}
