using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Capture.Ptz;

/// <summary>How a camera that can be turned says where it looks.</summary>
internal sealed record PtzOptions
{
    [Description("Address of the camera's ONVIF service. Absent: http, on the host of url, at /onvif/device_service.")]
    [RegularExpression(@"^[hH][tT][tT][pP][sS]?://[^\s/?#]+[^\s]*$", ErrorMessage = "an address like http://192.0.2.10/onvif/device_service")]
    [MaxLength(1024)]
    public string? Service { get; init; }

    [Description("Token of the ONVIF profile whose position is asked for. Absent: the first that can be turned.")]
    [MinLength(1)]
    [MaxLength(128)]
    public string? Profile { get; init; }

    [Description("Preset from which zones and lines were drawn, by its token or its name.")]
    [MinLength(1)]
    [MaxLength(128)]
    public string? Home { get; init; }

    [Description("The same as a position, for a camera that does not tell where its presets are.")]
    public PtzPlaceOptions? Position { get; init; }

    [Description("By how much pan, tilt or zoom may differ from home, in the camera's own units: of most cameras, pan is from -1 to 1.")]
    [Range(0.0001, 10.0)]
    public double Tolerance { get; init; } = 0.01;
}
