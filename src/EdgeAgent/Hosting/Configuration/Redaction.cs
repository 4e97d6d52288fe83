using System.Text.RegularExpressions;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Takes out of a text what looks like a password, before a person or a log sees it.</summary>
internal static partial class Redaction
{
    public static string Redact(string text) =>
        QueryPassword().Replace(UserInformation().Replace(text, "://***@"), "$1=***");

    public static bool HasUserInformation(string text) => UserInformation().IsMatch(text);

    /// <summary>RFC 3986, 3.2.1; up to the last @ before the path, since people leave an @ in passwords unescaped.</summary>
    [GeneratedRegex(@"://[^/\s]*@")]
    private static partial Regex UserInformation();

    /// <summary>Some cameras take the password as a parameter.</summary>
    [GeneratedRegex(@"(password|passwd|pwd|pass)=[^&_/\s]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QueryPassword();
}
