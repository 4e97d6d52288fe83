using System.Net;
using System.Xml.Linq;

namespace EdgeAgent.Capture.Discovery;

/// <summary>What came back to a <see cref="SoapCall"/>.</summary>
/// <param name="Body">The one element in the envelope's body, where there is an answer.</param>
/// <param name="Reason">In words, where there is none.</param>
internal sealed record SoapAnswer(SoapOutcome Outcome, XElement? Body = null, string? Reason = null)
{
    // Of ONVIF Core, and of WS-Security, section 12.
    private static readonly string[] Refusals =
        ["NotAuthorized", "SenderNotAuthorized", "FailedAuthentication", "FailedCheck", "InvalidSecurity", "InvalidSecurityToken"];

    /// <summary>The device's clock as HTTP tells it.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>It also takes the login by HTTP Digest.</summary>
    public bool OffersDigest { get; init; }

    public static SoapAnswer Read(HttpStatusCode status, ReadOnlyMemory<byte> content)
    {
        var envelope = UntrustedXml.Parse(content);
        var body = envelope?.Name.LocalName == "Envelope" ? envelope.Child("Body")?.Elements().FirstOrDefault() : null;
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return new SoapAnswer(SoapOutcome.Unauthorized, Reason: Text(body));
        }

        if (body is null)
        {
            return new SoapAnswer(SoapOutcome.Foreign, Reason: $"HTTP {(int)status} without a SOAP answer");
        }

        return body.Name.LocalName == "Fault"
            ? new SoapAnswer(IsRefusal(body) ? SoapOutcome.Unauthorized : SoapOutcome.Fault, Reason: Text(body))
            : new SoapAnswer(SoapOutcome.Answered, body);
    }

    // SOAP 1.2 has Code/Subcode/Value, SOAP 1.1 faultcode; all are qualified names.
    private static bool IsRefusal(XElement fault) =>
        fault.Descendants()
            .Where(element => element.Name.LocalName is "Value" or "faultcode")
            .Any(code => Refusals.Contains(code.Value.Trim().Split(':')[^1]))
        || Text(fault)?.Contains("not authorized", StringComparison.OrdinalIgnoreCase) == true;

    private static string? Text(XElement? fault) => CameraText.Clean((fault.Within("Text") ?? fault.Within("faultstring"))?.Value);
}
