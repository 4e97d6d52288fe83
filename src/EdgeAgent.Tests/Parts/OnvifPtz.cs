using System.Globalization;

namespace EdgeAgent.Parts;

/// <summary>The motors of a camera: a test turns them.</summary>
internal sealed class OnvifPtz
{
    private volatile Tuple<double, double, double, bool> _now = Tuple.Create(0.25, -0.5, 0.0, false);

    /// <summary>It does not tell where its presets are, as the schema allows.</summary>
    public bool HidesPresets { get; init; }

    public void Turn(double pan, double tilt, double zoom, bool isMoving = false) => _now = Tuple.Create(pan, tilt, zoom, isMoving);

    public string Status
    {
        get
        {
            var (pan, tilt, zoom, moving) = _now;
            return $"""
                <tptz:GetStatusResponse xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"><tptz:PTZStatus>{Position("Position", pan, tilt, zoom)}
                <tt:MoveStatus><tt:PanTilt>{(moving ? "MOVING" : "IDLE")}</tt:PanTilt><tt:Zoom>UNKNOWN</tt:Zoom></tt:MoveStatus>
                <tt:UtcTime>2026-11-24T12:00:00Z</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>
                """;
        }
    }

    public string Presets => $"""
        <tptz:GetPresetsResponse xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl">
        <tptz:Preset token="1"><tt:Name>Gate</tt:Name>{Where(0.25, -0.5, 0)}</tptz:Preset>
        <tptz:Preset token="2"><tt:Name>Car park</tt:Name>{Where(-0.75, -0.25, 0.5)}</tptz:Preset>
        </tptz:GetPresetsResponse>
        """;

    private string Where(double pan, double tilt, double zoom) => HidesPresets ? "" : Position("PTZPosition", pan, tilt, zoom);

    private static string Position(string name, double pan, double tilt, double zoom) => string.Create(CultureInfo.InvariantCulture, $"""
        <tt:{name}><tt:PanTilt x="{pan}" y="{tilt}" space="http://www.onvif.org/ver10/tptz/PanTiltSpaces/PositionGenericSpace"/>
        <tt:Zoom x="{zoom}" space="http://www.onvif.org/ver10/tptz/ZoomSpaces/PositionGenericSpace"/></tt:{name}>
        """);
}
