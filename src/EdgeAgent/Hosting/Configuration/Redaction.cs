using System.Text.RegularExpressions;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Takes out of a text what looks like a password, before a person or a log sees it.</summary>
internal static partial class Redaction
{
    public static string Redact(string text) =>
        QueryPassword().Replace(UserInformation().Replace(text, "://***@"), "$1=***");

    /// <summary>Whether an address has an @ in it, which may always be the end of a password.</summary>
    public static bool MayHaveUser(string address) => UserInformation().IsMatch(address);

    /// <summary>RFC 3986, 3.2.1, but up to the last @: people leave an @ and a / in passwords unescaped.</summary>
    [GeneratedRegex(@"://\S*@")]
    private static partial Regex UserInformation();

    /// <summary>Some cameras want it in the path: <c>/user=admin&amp;password=1234&amp;channel=1.sdp</c>.</summary>
    [GeneratedRegex(@"(password|passwd|pwd|pass|token|auth)=[^&/;?\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QueryPassword();
}
