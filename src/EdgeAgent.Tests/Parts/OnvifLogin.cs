using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeAgent.Parts;

/// <summary>How a camera checks who asks: by the token in the envelope, or by HTTP Digest. Its clock is its own.</summary>
internal sealed partial class OnvifLogin(string user, string password, TimeSpan clockAhead = default, bool byHttp = false)
{
    private const string Realm = "Login to camera";
    private const string HttpNonce = "b252aWYtZGlnZXN0OjQzMjUz";

    private static readonly XNamespace Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static readonly XNamespace Utility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private readonly ConcurrentDictionary<string, bool> _nonces = [];

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + clockAhead;

    public int Refusals { get; private set; }

    /// <summary>The HTTP answer to somebody who has not shown the login; null to who has.</summary>
    public byte[]? Refuse(string request)
    {
        if (byHttp ? IsRightDigest(request) : IsRightToken(request))
        {
            return null;
        }

        Refusals++;
        return byHttp
            ? OnvifCamera.Http("401 Unauthorized", "", $"WWW-Authenticate: Digest realm=\"{Realm}\", qop=\"auth\", nonce=\"{HttpNonce}\", algorithm=MD5\r\n")
            : OnvifCamera.Http("400 Bad Request", OnvifReplies.Refusal);
    }

#pragma warning disable CA5350, CA5351 // What the specifications have.
    private bool IsRightToken(string request)
    {
        var token = XElement.Parse(request[request.IndexOf("<?xml", StringComparison.Ordinal)..]).Descendants(Security + "UsernameToken").FirstOrDefault();
        if (token is null)
        {
            return false;
        }

        var nonce = (string)token.Element(Security + "Nonce")!;
        var created = (string)token.Element(Utility + "Created")!;
        byte[] proof = [.. Convert.FromBase64String(nonce), .. Encoding.UTF8.GetBytes(created), .. Encoding.UTF8.GetBytes(password)];
        return (string)token.Element(Security + "Username")! == user
            && (string)token.Element(Security + "Password")! == Convert.ToBase64String(SHA1.HashData(proof))
            && (DateTimeOffset.Parse(created, CultureInfo.InvariantCulture) - Now).Duration() < TimeSpan.FromSeconds(30)
            && _nonces.TryAdd(nonce, true);
    }

    // RFC 2617, 3.2.2.1, with qop=auth.
    private bool IsRightDigest(string request)
    {
        if (!request.Contains("Authorization: Digest ", StringComparison.Ordinal))
        {
            return false;
        }

        var said = Parameter().Matches(request.Split("Authorization: Digest ")[1].Split("\r\n")[0]).ToDictionary(part => part.Groups[1].Value, part => part.Groups[2].Value);
        var secret = Md5($"{user}:{Realm}:{password}");
        var what = Md5($"POST:{said["uri"]}");
        return said["username"] == user
            && said["nonce"] == HttpNonce
            && said["response"] == Md5($"{secret}:{HttpNonce}:{said["nc"]}:{said["cnonce"]}:{said["qop"]}:{what}");
    }

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350, CA5351

    [GeneratedRegex("(\\w+)=\"?([^\",]*)\"?")]
    private static partial Regex Parameter();
}
