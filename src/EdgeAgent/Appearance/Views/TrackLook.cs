using EdgeAgent.Appearance.Colors;
using EdgeAgent.Appearance.Heights;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

/// <summary>What is known of one track by all its views so far. Constant memory.</summary>
internal sealed class TrackLook(ObjectKind kind, TrackHeight? height)
{
    // Public fields: mutable structs, changed in place.
    public FusedColor Tops;
    public FusedColor Bottoms;
    public FusedColor Body;
    public PathHeading Heading;
    public CompanyWatch Company;
    public CarriedWatch Carried;

    public ObjectKind Kind => kind;

    /// <summary>Of a person before a calibrated camera.</summary>
    public TrackHeight? Height => height;

    /// <summary>Quality of the best view whose colours were taken.</summary>
    public float BestView { get; set; }

    /// <summary>When colours were taken last.</summary>
    public MediaTime? Looked { get; set; }

    public MediaTime? FirstClearView { get; set; }

    public Domain.Appearance At(MediaTime time) => new()
    {
        Kind = kind,
        Tops = Tops.Estimate(GarmentKind.Tops),
        Bottoms = Bottoms.Estimate(GarmentKind.Bottoms),
        Body = Body.Estimate(GarmentKind.Body),
        Age = height?.AgeGroup ?? AgeGroup.Unknown,
        Company = kind == ObjectKind.Person ? Company.Of(time) : Domain.Company.Unknown,
        Carried = Carried.Carried,
        Heading = Heading.Heading,
    };
}
