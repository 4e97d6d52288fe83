using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using EdgeAgent.Capture.FFmpeg;
using static EdgeAgent.Capture.Discovery.OnvifNames;

namespace EdgeAgent.Capture.Discovery;

/// <summary>How a SOAP request shows that it knows the password, without naming it (OASIS WSS UsernameToken Profile 1.0, section 3.1).</summary>
internal static class UsernameToken
{
    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    private const string Base64Binary = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

    /// <param name="created">By the camera's own clock: it refuses what is a few seconds off.</param>
    public static XElement Create(CameraCredentials credentials, DateTimeOffset created)
    {
        var nonce = RandomNumberGenerator.GetBytes(16);
        var moment = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new XElement(
            Security + "Security",
            new XAttribute(Soap + "mustUnderstand", "1"),
            new XElement(
                Security + "UsernameToken",
                new XElement(Security + "Username", credentials.User),
                new XElement(Security + "Password", new XAttribute("Type", Profile), Digest(nonce, moment, credentials.Password)),
                new XElement(Security + "Nonce", new XAttribute("EncodingType", Base64Binary), Convert.ToBase64String(nonce)),
                new XElement(SecurityUtility + "Created", moment)));
    }

    /// <summary>Base64(SHA-1(nonce + created + password)).</summary>
    public static string Digest(ReadOnlySpan<byte> nonce, string created, string password)
    {
        byte[] text = [.. nonce, .. Encoding.UTF8.GetBytes(created), .. Encoding.UTF8.GetBytes(password)];
#pragma warning disable CA5350 // The profile has SHA-1, and cameras take nothing else.
        return Convert.ToBase64String(SHA1.HashData(text));
#pragma warning restore CA5350
    }
}
