using System.Xml.Linq;

namespace EdgeAgent.Capture.Discovery;

/// <summary>The namespaces of what is sent. What comes back is read by local names.</summary>
internal static class OnvifNames
{
    public static readonly XNamespace Soap = "http://www.w3.org/2003/05/soap-envelope";
    public static readonly XNamespace Addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    public static readonly XNamespace WsDiscovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";
    public static readonly XNamespace Network = "http://www.onvif.org/ver10/network/wsdl";
    public static readonly XNamespace Device = "http://www.onvif.org/ver10/device/wsdl";
    public static readonly XNamespace Media = "http://www.onvif.org/ver10/media/wsdl";
    public static readonly XNamespace Media2 = "http://www.onvif.org/ver20/media/wsdl";
    public static readonly XNamespace PanTiltZoom = "http://www.onvif.org/ver20/ptz/wsdl";
    public static readonly XNamespace Schema = "http://www.onvif.org/ver10/schema";
    public static readonly XNamespace Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public static readonly XNamespace SecurityUtility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
}
