using System.Text;
using System.Xml.Linq;
using static EdgeAgent.Capture.Discovery.OnvifNames;

namespace EdgeAgent.Capture.Discovery;

/// <summary>One request to an ONVIF service.</summary>
internal sealed record SoapCall(XElement Body)
{
    public static SoapCall SystemDateAndTime { get; } = new(new XElement(Device + "GetSystemDateAndTime"));

    public static SoapCall DeviceInformation { get; } = new(new XElement(Device + "GetDeviceInformation"));

    public static SoapCall Services { get; } = new(new XElement(Device + "GetServices", new XElement(Device + "IncludeCapability", "false")));

    public static SoapCall Capabilities { get; } = new(new XElement(Device + "GetCapabilities", new XElement(Device + "Category", "All")));

    public static SoapCall Profiles { get; } = new(new XElement(Media + "GetProfiles"));

    /// <summary>Without a type the answer has tokens and names only.</summary>
    public static SoapCall Profiles2 { get; } = new(new XElement(
        Media2 + "GetProfiles", new XElement(Media2 + "Type", "VideoSource"), new XElement(Media2 + "Type", "VideoEncoder")));

    /// <summary>WS-Addressing's name of the call, which some cameras want in the content type.</summary>
    public string Action => $"{Body.Name.NamespaceName}/{Body.Name.LocalName}";

    public static SoapCall StreamUri(string profile) => new(new XElement(
        Media + "GetStreamUri",
        new XElement(
            Media + "StreamSetup",
            new XElement(Schema + "Stream", "RTP-Unicast"),
            new XElement(Schema + "Transport", new XElement(Schema + "Protocol", "RTSP"))),
        new XElement(Media + "ProfileToken", profile)));

    public static SoapCall StreamUri2(string profile) => new(new XElement(
        Media2 + "GetStreamUri", new XElement(Media2 + "Protocol", "RTSP"), new XElement(Media2 + "ProfileToken", profile)));

    public static SoapCall PtzStatus(string profile) => new(new XElement(PanTiltZoom + "GetStatus", new XElement(PanTiltZoom + "ProfileToken", profile)));

    public static SoapCall PtzPresets(string profile) => new(new XElement(PanTiltZoom + "GetPresets", new XElement(PanTiltZoom + "ProfileToken", profile)));

    public byte[] ToBytes(XElement? security) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + new XElement(
        Soap + "Envelope",
        new XAttribute(XNamespace.Xmlns + "s", Soap.NamespaceName),
        security is null ? null : new XElement(Soap + "Header", security),
        new XElement(Soap + "Body", Body)).ToString(SaveOptions.DisableFormatting));
}
