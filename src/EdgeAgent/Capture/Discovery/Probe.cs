using System.Text;
using System.Xml.Linq;
using static EdgeAgent.Capture.Discovery.OnvifNames;

namespace EdgeAgent.Capture.Discovery;

/// <summary>A question to all devices around (WS-Discovery 1.0 of April 2005, section 5.2, which ONVIF Core prescribes).</summary>
internal sealed class Probe
{
    private Probe(bool withTypes)
    {
        Types = withTypes
            ? new XElement(
                OnvifNames.WsDiscovery + "Types", new XAttribute(XNamespace.Xmlns + "dn", Network.NamespaceName), "dn:NetworkVideoTransmitter")
            : null;
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    private XElement? Types { get; }

    /// <summary>One for cameras, and one for anything: some cameras do not answer to the first, others not to the second.</summary>
    public static Probe[] Both() => [new(withTypes: true), new(withTypes: false)];

    public byte[] ToBytes() => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + new XElement(
        Soap + "Envelope",
        new XAttribute(XNamespace.Xmlns + "s", Soap.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "a", Addressing.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "d", OnvifNames.WsDiscovery.NamespaceName),
        new XElement(
            Soap + "Header",
            new XElement(Addressing + "MessageID", $"urn:uuid:{Id}"),
            new XElement(Addressing + "ReplyTo", new XElement(Addressing + "Address", Addressing.NamespaceName + "/role/anonymous")),
            new XElement(Addressing + "To", MustUnderstand(), "urn:schemas-xmlsoap-org:ws:2005:04:discovery"),
            new XElement(Addressing + "Action", MustUnderstand(), OnvifNames.WsDiscovery.NamespaceName + "/Probe")),
        new XElement(Soap + "Body", new XElement(OnvifNames.WsDiscovery + "Probe", Types))).ToString(SaveOptions.DisableFormatting));

    private static XAttribute MustUnderstand() => new(Soap + "mustUnderstand", "1");
}
