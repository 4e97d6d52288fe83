using System.Text.RegularExpressions;
using EdgeAgent.Domain;

namespace EdgeAgent.Capture.FFmpeg;

/// <summary>Where pictures come from: an RTSP camera or a file. Its text never shows user or password.</summary>
internal sealed partial class MediaAddress
{
    private const string FileScheme = "file://";

    private readonly string _display;

    private MediaAddress(string native, string display, string? host, bool isLive)
    {
        Native = native;
        _display = display;
        Host = host;
        IsLive = isLive;
    }

    /// <summary>A camera, which runs in real time and ends only by a fault.</summary>
    public bool IsLive { get; }

    /// <summary>Host name or address of the camera; null for a file.</summary>
    public string? Host { get; }

    /// <summary>What FFmpeg opens, with user and password in it: for nobody else.</summary>
    internal string Native { get; }

    /// <param name="address"><c>rtsp://</c>, <c>rtsps://</c>, <c>file://</c> or a path.</param>
    /// <param name="credentials">Takes the place of the user and password in the address.</param>
    /// <exception cref="FFmpegException"><c>camera/address</c></exception>
    public static MediaAddress Parse(string address, CameraCredentials? credentials = null)
    {
        if (address.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            return File(Uri.UnescapeDataString(address[FileScheme.Length..]));
        }

        if (!address.Contains("://", StringComparison.Ordinal))
        {
            return File(address);
        }

        var display = Redact(address);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Invalid(display, "not a URL");
        }

        if (uri.Scheme is not ("rtsp" or "rtsps"))
        {
            throw Invalid(display, $"scheme {uri.Scheme} is not supported");
        }

        if (uri.PathAndQuery.Contains('@', StringComparison.Ordinal))
        {
            // It may be the end of a password with a slash in it: nobody can tell.
            throw Invalid(display, "an @ after the host; write it as %40");
        }

        // FFmpeg knows a scheme in small letters only; it decodes both parts, and splits at the first colon.
        var native = credentials is null
            ? uri.Scheme + address[address.IndexOf(':', StringComparison.Ordinal)..]
            : $"{uri.Scheme}://{Uri.EscapeDataString(credentials.User)}:{Uri.EscapeDataString(credentials.Password)}@{AfterUser(address)}";
        return new MediaAddress(native, display, uri.IdnHost, isLive: true);
    }

    /// <summary>An address as it may be shown, whether or not it is one.</summary>
    public static string Display(string address) => address.Contains("://", StringComparison.Ordinal) ? Redact(address) : address;

    public override string ToString() => _display;

    private static MediaAddress File(string path) => path.Length == 0
        ? throw Invalid("(empty)", "no address")
        : new MediaAddress("file:" + path, path, host: null, isLive: false);

    private static string Redact(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var rest = SecretParameter().Replace(AfterUser(address), "$1***");
        return address.Contains('@', StringComparison.Ordinal) ? $"{address[..start]}***@{rest}" : address[..start] + rest;
    }

    // The last @: a password that was not escaped may hold one.
    private static string AfterUser(string address) =>
        address[Math.Max(address.LastIndexOf('@') + 1, address.IndexOf("://", StringComparison.Ordinal) + 3)..];

    // Some cameras want them in the path: /user=admin_password=1234_channel=1.sdp
    [GeneratedRegex("((?:user|username|usr|password|passwd|pass|pwd|token|auth)=)[^&/;?]*", RegexOptions.IgnoreCase)]
    private static partial Regex SecretParameter();

    private static FFmpegException Invalid(string display, string why) => new(new Problem(
        "camera/address", $"{display}: {why}", "use rtsp://HOST[:PORT]/PATH, rtsps://HOST/PATH, or the path of a video file"));
}
