using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hosting.Configuration;

/// <summary>Where the pole stands, as the center shows it.</summary>
internal sealed record SiteOptions
{
    [Description("WGS 84 latitude in degrees, north positive.")]
    [Range(-90.0, 90.0)]
    public double? Latitude { get; init; }

    [Description("WGS 84 longitude in degrees, east positive.")]
    [Range(-180.0, 180.0)]
    public double? Longitude { get; init; }

    [Description("Time zone by its IANA name; schedules go by its local time.")]
    [RegularExpression("^[A-Za-z0-9_+/-]{1,64}$", ErrorMessage = "the IANA name of a time zone, such as Asia/Seoul")]
    public string TimeZone { get; init; } = SiteTime.DefaultZone;

    [Description("Street address.")]
    [MaxLength(256)]
    public string? Address { get; init; }

    [Description("Number of the pole in the city's register.")]
    [MaxLength(64)]
    public string? ManagementNumber { get; init; }
}
