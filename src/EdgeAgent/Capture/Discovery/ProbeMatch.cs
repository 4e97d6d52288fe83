using System.Net;

namespace EdgeAgent.Capture.Discovery;

/// <summary>One device that answered the search.</summary>
/// <param name="Endpoint">Its name that stays when its address changes; empty where it gave none.</param>
/// <param name="Sender">Where the answer came from.</param>
/// <param name="Services">URLs of its device service, as it names them.</param>
internal sealed record ProbeMatch(string Endpoint, IPAddress Sender, IReadOnlyList<string> Services, CameraScopes Scopes)
{
    /// <summary>
    /// The same device again: from another probe, or by another of its addresses. The endpoint alone does not say so, since makers have shipped
    /// whole series with one.
    /// </summary>
    public bool IsSameAs(ProbeMatch other) =>
        Endpoint == other.Endpoint && (Sender.Equals(other.Sender) || (Endpoint.Length > 0 && Services.Intersect(other.Services).Any()));
}
