using System.Net;
using System.Xml.Linq;

namespace EdgeAgent.Capture.Discovery;

/// <summary>Reads what comes back to a probe; it may be anything.</summary>
internal static class ProbeReply
{
    private const int MostMatches = 8;
    private const int MostServices = 8;
    private const int LongestWord = 256;

    /// <returns>The devices in it; none where it is no answer to one of the probes.</returns>
    public static IReadOnlyList<ProbeMatch> Read(ReadOnlyMemory<byte> datagram, IPAddress sender, IReadOnlyCollection<Guid> probes)
    {
        var envelope = UntrustedXml.Parse(datagram);
        if (envelope.Child("Body").Child("ProbeMatches") is not { } matches
            || !Guid.TryParse(envelope.Child("Header").Child("RelatesTo")?.Value.Trim().Split(':')[^1], out var question)
            || !probes.Contains(question))
        {
            return [];
        }

        return
        [
            .. from match in matches.Elements().Where(element => element.Name.LocalName == "ProbeMatch").Take(MostMatches)
               where IsCamera(match)
               select new ProbeMatch(
                   Short(match.Child("EndpointReference").Child("Address")?.Value),
                   sender,
                   [.. Words(match.Child("XAddrs")?.Value).Take(MostServices)],
                   CameraScopes.Parse(match.Child("Scopes")?.Value)),
        ];
    }

    // Printers and computers answer a probe without types, too. A camera names its type, or a scope of ONVIF, or its usual path.
    private static bool IsCamera(XElement match) =>
        match.Child("Types")?.Value.Contains("NetworkVideoTransmitter", StringComparison.Ordinal) == true
        || match.Child("Scopes")?.Value.Contains("onvif://", StringComparison.OrdinalIgnoreCase) == true
        || match.Child("XAddrs")?.Value.Contains("/onvif/", StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<string> Words(string? text) =>
        (text ?? "").Split((char[]?)null, MostServices + 1, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length <= LongestWord);

    private static string Short(string? text) => CameraText.Clean(text) ?? "";
}
