namespace EdgeAgent.Parts;

/// <summary>What a camera says, in the forms that real ones use.</summary>
internal sealed class OnvifReplies
{
    public static string Refusal { get; } = Envelope("""
        <s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:NotAuthorized</s:Value></s:Subcode></s:Code>
        <s:Reason><s:Text xml:lang="en">Sender not Authorized</s:Text></s:Reason></s:Fault>
        """);

    public string Scopes { get; init; } =
        "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/North%20Gate onvif://www.onvif.org/hardware/NX-2 "
        + "onvif://www.onvif.org/location/country/korea onvif://www.onvif.org/location/city/seoul onvif://www.onvif.org/Profile/Streaming";

    /// <summary>It has the second media service, which knows H.265.</summary>
    public bool HasMedia2 { get; init; }

    /// <summary>It can be turned; null: it is fixed.</summary>
    public OnvifPtz? Ptz { get; init; }

    /// <summary>It has one stream instead of two.</summary>
    public bool HasOneStream { get; init; }

    /// <summary>The host and what is before it, in the streams' addresses.</summary>
    public string StreamHost { get; init; } = "127.0.0.1:554";

    public string ProbeMatches(string question, string endpoint, string services) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing"
            xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
          <SOAP-ENV:Header>
            <wsa:MessageID>urn:uuid:{Guid.CreateVersion7()}</wsa:MessageID>
            <wsa:RelatesTo>{question}</wsa:RelatesTo>
            <wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</wsa:Action>
          </SOAP-ENV:Header>
          <SOAP-ENV:Body>
            <d:ProbeMatches><d:ProbeMatch>
              <wsa:EndpointReference><wsa:Address>{endpoint}</wsa:Address></wsa:EndpointReference>
              <d:Types>dn:NetworkVideoTransmitter</d:Types>
              <d:Scopes>{Scopes}</d:Scopes>
              <d:XAddrs>{services}</d:XAddrs>
              <d:MetadataVersion>1</d:MetadataVersion>
            </d:ProbeMatch></d:ProbeMatches>
          </SOAP-ENV:Body>
        </SOAP-ENV:Envelope>
        """;

    public string Answer(string call, string request, string site, DateTimeOffset now) => Envelope((call, request.Contains("ver20/media", StringComparison.Ordinal)) switch
    {
        ("GetSystemDateAndTime", _) => $"""
            <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime>
            <tt:Time><tt:Hour>{now.Hour}</tt:Hour><tt:Minute>{now.Minute}</tt:Minute><tt:Second>{now.Second}</tt:Second></tt:Time>
            <tt:Date><tt:Year>{now.Year}</tt:Year><tt:Month>{now.Month}</tt:Month><tt:Day>{now.Day}</tt:Day></tt:Date>
            </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>
            """,
        ("GetDeviceInformation", _) => """
            <tds:GetDeviceInformationResponse><tds:Manufacturer>Hanbit</tds:Manufacturer><tds:Model>HB-200</tds:Model>
            <tds:FirmwareVersion>1.4</tds:FirmwareVersion><tds:SerialNumber>7</tds:SerialNumber></tds:GetDeviceInformationResponse>
            """,
        ("GetServices", _) when HasMedia2 => $"""
            <tds:GetServicesResponse>
            <tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl</tds:Namespace><tds:XAddr>{site}/onvif/media_service</tds:XAddr></tds:Service>
            <tds:Service><tds:Namespace>http://www.onvif.org/ver20/media/wsdl</tds:Namespace><tds:XAddr>{site}/onvif/media2_service</tds:XAddr></tds:Service>
            </tds:GetServicesResponse>
            """,
        ("GetCapabilities", _) => $"""
            <tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>{site}/onvif/device_service</tt:XAddr></tt:Device>
            <tt:Media><tt:XAddr>{site}/onvif/media_service</tt:XAddr></tt:Media>{(Ptz is null ? "" : $"<tt:PTZ><tt:XAddr>{site}/onvif/ptz_service</tt:XAddr></tt:PTZ>")}</tds:Capabilities></tds:GetCapabilitiesResponse>
            """,
        ("GetProfiles", false) => $"<trt:GetProfilesResponse>{Profile("main", "H264", 1920, 1080, 25, 4096)}{(HasOneStream ? "" : Profile("sub", "H264", 640, 360, 10, 512))}</trt:GetProfilesResponse>",
        ("GetProfiles", true) => $"<tr2:GetProfilesResponse>{Profile2("main", "H265", 3840, 2160, "12.5", 6000)}</tr2:GetProfilesResponse>",
        ("GetStatus", _) when Ptz is not null => Ptz.Status,
        ("GetPresets", _) when Ptz is not null => Ptz.Presets,
        ("GetStreamUri", false) => $"<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>{Stream(request)}</tt:Uri><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetStreamUriResponse>",
        ("GetStreamUri", true) => $"<tr2:GetStreamUriResponse><tr2:Uri>{Stream(request)}</tr2:Uri></tr2:GetStreamUriResponse>",
        _ => "<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>ter:ActionNotSupported</s:Value></s:Subcode></s:Code></s:Fault>",
    });

    public static string Envelope(string body) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"
            xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl">
        <s:Body>{body}</s:Body></s:Envelope>
        """;

    private string Profile(string token, string codec, int width, int height, int rate, int kilobits) => $"""
        <trt:Profiles token="{token}" fixed="true"><tt:Name>{token} stream</tt:Name>
        <tt:VideoSourceConfiguration token="vsc"><tt:Name>source</tt:Name><tt:SourceToken>lens</tt:SourceToken></tt:VideoSourceConfiguration>
        <tt:VideoEncoderConfiguration token="vec-{token}"><tt:Name>{token}</tt:Name><tt:Encoding>{codec}</tt:Encoding>
        <tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height></tt:Resolution><tt:Quality>4</tt:Quality>
        <tt:RateControl><tt:FrameRateLimit>{rate}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>{kilobits}</tt:BitrateLimit></tt:RateControl>
        </tt:VideoEncoderConfiguration>{(Ptz is null ? "" : "<tt:PTZConfiguration token=\"ptz\"><tt:Name>ptz</tt:Name></tt:PTZConfiguration>")}</trt:Profiles>
        """;

    private static string Profile2(string token, string codec, int width, int height, string rate, int kilobits) => $"""
        <tr2:Profiles token="{token}" fixed="true"><tr2:Name>{token} stream</tr2:Name><tr2:Configurations>
        <tr2:VideoSource token="vsc"><tt:Name>source</tt:Name><tt:SourceToken>lens</tt:SourceToken></tr2:VideoSource>
        <tr2:VideoEncoder token="vec-{token}" GovLength="25"><tt:Name>{token}</tt:Name><tt:Encoding>{codec}</tt:Encoding>
        <tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height></tt:Resolution>
        <tt:RateControl><tt:FrameRateLimit>{rate}</tt:FrameRateLimit><tt:BitrateLimit>{kilobits}</tt:BitrateLimit></tt:RateControl>
        </tr2:VideoEncoder></tr2:Configurations></tr2:Profiles>
        """;

    private string Stream(string request) => $"rtsp://{StreamHost}/{(request.Contains(">sub<", StringComparison.Ordinal) ? "sub" : "main")}?channel=1&amp;unicast=true";
}
